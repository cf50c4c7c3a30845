<?php

namespace ConsentBridge\Crm;

/**
 * Vtiger's merging of duplicates takes each field from the form, blanks what is not in it, and loses the opt-out of the
 * record that goes. Consent is no field to choose: the record that stays keeps its own state, unless one that goes
 * refused (strictest wins).
 */
final class Merge
{
    private static $before = [];

    private $db;
    private $state;

    public function __construct(Db $db)
    {
        $this->db = $db;
        $this->state = new ConsentState($db);
    }

    /** Before the surviving record is saved: its consent as it is. */
    public function remember(string $module, int $crmId)
    {
        if (self::primary() === $crmId) {
            self::$before[$crmId] = $this->state->read($module, $crmId);
        }
    }

    /** After its save, before any workflow: consent as it was, or as the strictest of those that go; history moved. */
    public function settle(string $module, int $crmId)
    {
        $kept = self::$before[$crmId] ?? null;
        unset(self::$before[$crmId]);
        if ($kept === null) {
            return;
        }
        foreach ($this->going($module, $crmId) as $goneId) {
            $gone = $this->state->read($module, $goneId);
            if ($gone !== null && ConsentState::mustCarryOver($gone, $kept)) {
                $optout = $kept['emailoptout'] === '1' ? '1' : $gone['emailoptout'];
                $kept = array_merge($gone, ['emailoptout' => $optout]);
            }
            if ($gone !== null && $gone['emailoptout'] === '1') {
                $kept['emailoptout'] = '1';
            }
            (new HistoryMove($this->db))->move($goneId, $crmId);
        }
        $this->state->write($module, $crmId, $kept);
    }

    /** Those that Vtiger will delete in this request, by its own rule of who may. */
    private function going(string $module, int $crmId): array
    {
        $records = $_REQUEST['records'] ?? [];
        preg_match_all('/\d+/', is_array($records) ? implode(' ', $records) : (string) $records, $found);
        $numbers = array_map('intval', $found[0]);
        return array_values(array_filter($numbers, static function ($id) use ($module, $crmId) {
            return $id > 0 && $id !== $crmId && \Users_Privileges_Model::isPermitted($module, 'Delete', $id);
        }));
    }

    private static function primary(): int
    {
        $isMerge = ($_REQUEST['action'] ?? '') === 'ProcessDuplicates';
        return $isMerge ? (int) ($_REQUEST['primaryRecord'] ?? 0) : 0;
    }
}
