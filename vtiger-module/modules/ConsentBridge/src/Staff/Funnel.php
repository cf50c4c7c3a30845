<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Crm\HistoryCatalogue;
use ConsentBridge\Crm\Records;

/** How many people stand where, and what became of those asked lately. Numbers only, so nobody is named by them. */
final class Funnel
{
    const DAYS = 90;
    /** Step => the statuses by which history shows it. */
    const STEPS = [
        'asked' => ['Optin', 'Invited', 'Reminded'],
        'mailed' => ['Invited', 'Reminded'],
        'given' => ['Confirmed', 'Subscribed'],
        'refused' => ['Optout', 'Unsubscribed'],
        'expired' => ['Expired'],
    ];

    private $db;
    private $modules;

    /** @param string[] $modules those that the user may see */
    public function __construct(Db $db, array $modules)
    {
        $this->db = $db;
        $this->modules = array_values(array_intersect(FieldCatalogue::MODULES, $modules));
    }

    /** @return array<string, int> status => people, '' for those never asked */
    public function people(): array
    {
        $counts = array_fill_keys(array_merge(array_column(FieldCatalogue::PICKLISTS['consent_status'], 0), ['']), 0);
        foreach ($this->modules as $module) {
            $key = FieldCatalogue::KEYS[$module];
            $rows = $this->db->rows("SELECT COALESCE(c.consent_status, '') AS status, COUNT(*) AS people"
                . ' FROM vtiger_crmentity e JOIN ' . FieldCatalogue::TABLES[$module] . ' c ON c.' . $key . ' = e.crmid'
                . ' JOIN ' . Records::DETAILS[$module] . ' d ON d.' . $key . ' = e.crmid WHERE e.deleted = 0'
                . ($module === 'Leads' ? ' AND d.converted = 0' : '') . ' GROUP BY 1');
            foreach ($rows as $row) {
                $status = isset($counts[$row['status']]) ? $row['status'] : '';
                $counts[$status] += (int) $row['people'];
            }
        }
        return $counts;
    }

    /** @return array<string, int> step => people of whom history tells it within the last 90 days */
    public function steps(): array
    {
        $marks = implode(', ', array_fill(0, count($this->modules), '?'));
        $sums = implode(', ', array_map(static function ($step, $statuses) {
            return "COUNT(DISTINCT IF(h.to_status IN ('" . implode("', '", $statuses) . "'), h.person, NULL)) AS " . $step;
        }, array_keys(self::STEPS), self::STEPS));
        $row = $this->modules === [] ? null : $this->db->row('SELECT ' . $sums . ' FROM ' . HistoryCatalogue::TABLE . ' h
            JOIN vtiger_crmentity e ON e.crmid = h.person AND e.deleted = 0 AND e.setype IN (' . $marks . ')
            WHERE h.occurred_on >= DATE_SUB(UTC_TIMESTAMP(), INTERVAL ' . self::DAYS . ' DAY)', $this->modules);
        return array_map('intval', $row ?? array_fill_keys(array_keys(self::STEPS), 0));
    }
}
