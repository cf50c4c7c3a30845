<?php

namespace ConsentBridge\Crm;

/** Links of records that no save has passed: CSV imports fire no event, and old records had no module. */
final class Backfill
{
    /** Rows of one commit: locked for a short moment. */
    const PAGE = 100;

    private $db;
    private $links;

    public function __construct(Db $db, LabelLinks $links)
    {
        $this->db = $db;
        $this->links = $links;
    }

    /** Works until nothing is left or the time is up; answers how many records still wait. */
    public function run(float $until): int
    {
        foreach (FieldCatalogue::MODULES as $module) {
            do {
                $numbers = $this->waiting($module);
                $this->db->transaction(function () use ($module, $numbers) {
                    foreach ($numbers as $crmId) {
                        $this->links->refresh($module, (int) $crmId);
                    }
                });
            } while (count($numbers) === self::PAGE && microtime(true) < $until);
        }
        return array_sum(array_map([$this, 'count'], FieldCatalogue::MODULES));
    }

    private function waiting(string $module): array
    {
        return array_column($this->db->rows('SELECT e.crmid ' . $this->from($module) . ' LIMIT ' . self::PAGE, [
            $module, $this->links->mark(),
        ]), 'crmid');
    }

    private function count(string $module): int
    {
        return (int) $this->db->value('SELECT COUNT(*) ' . $this->from($module), [$module, $this->links->mark()]);
    }

    private function from(string $module): string
    {
        return 'FROM vtiger_crmentity e JOIN ' . Records::DETAILS[$module] . ' d ON d.' . FieldCatalogue::KEYS[$module] . ' = e.crmid
            LEFT JOIN consentbridge_address a ON a.crmid = e.crmid WHERE e.setype = ? AND e.deleted = 0
            AND (a.crmid IS NULL OR a.spelling <> MD5(COALESCE(d.email, \'\')) OR a.signed_with <> ?)';
    }
}
