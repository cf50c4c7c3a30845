<?php

namespace ConsentBridge\Crm;

/** Removes a record and every trace of the person that hangs on it alone. */
final class Eraser
{
    /** Tables that name a record by one column, and that no foreign key clears. */
    const TRACES = [
        'vtiger_emailslookup' => 'crmid',
        'vtiger_pbxmanager_phonelookup' => 'crmid',
        'vtiger_email_track' => 'crmid',
        'vtiger_mailmanager_mailrel' => 'crmid',
        'vtiger_mailscanner_ids' => 'crmid',
        'vtiger_freetagged_objects' => 'object_id',
        'vtiger_tracker' => 'item_id',
        'vtiger_activity_reminder_popup' => 'recordid',
        'vtiger_crmentity_user_field' => 'recordid',
        'com_vtiger_workflow_activatedonce' => 'entity_id',
        'consentbridge_address' => 'crmid',
        'consentbridge_outbox' => 'crmid',
    ];

    private $db;
    private $ids;
    private $erased = [];

    public function __construct(Db $db, RecordIds $ids)
    {
        $this->db = $db;
        $this->ids = $ids;
    }

    /** @return array<string, int> rows by table */
    public function erase(string $module, int $crmId): array
    {
        $this->erased = [];
        foreach ($module === 'Contacts' ? $this->leadsOf($crmId) : [] as $leadId) {
            $this->purge('Leads', $leadId);
        }
        // First as Vtiger deletes, so that its handlers hear of it; then what that leaves.
        \CRMEntity::getInstance($module)->trash($module, $crmId);
        $this->purge($module, $crmId);
        return array_filter($this->erased);
    }

    public function purge(string $module, int $crmId)
    {
        $this->comments($crmId);
        $this->mails($crmId);
        $this->files($crmId);
        $this->history($crmId);
        $this->recordHistory($crmId);
        foreach (self::TRACES as $table => $column) {
            $this->delete($table, $column . ' = ?', [$crmId]);
        }
        $this->delete('com_vtiger_workflowtask_queue', 'entity_id IN (?, ?)', [
            $this->ids->wsId($module, $crmId), (string) $crmId,
        ]);
        $this->delete('vtiger_crmentityrel', 'crmid = ? OR relcrmid = ?', [$crmId, $crmId]);
        // Foreign keys take the module's own tables along.
        $this->delete('vtiger_crmentity', 'crmid = ?', [$crmId]);
    }

    /** Vtiger keeps no tie from a Contact to the Lead it was: the same names and address tell it. */
    private function leadsOf(int $contactId): array
    {
        return array_column($this->db->rows("SELECT l.leadid FROM vtiger_contactdetails c
            JOIN vtiger_leaddetails l ON l.email = c.email AND l.lastname = c.lastname
                AND COALESCE(l.firstname, '') = COALESCE(c.firstname, '')
            WHERE c.contactid = ? AND c.isconvertedfromlead = 1 AND c.email <> '' AND l.converted = 1", [
            $contactId,
        ]), 'leadid');
    }

    private function comments(int $crmId)
    {
        $rows = $this->db->rows('SELECT modcommentsid FROM vtiger_modcomments WHERE related_to = ?', [$crmId]);
        foreach (array_column($rows, 'modcommentsid') as $commentId) {
            $this->recordHistory((int) $commentId);
            $this->delete('vtiger_modcommentscf', 'modcommentsid = ?', [$commentId]);
            $this->delete('vtiger_modcomments', 'modcommentsid = ?', [$commentId]);
            $this->delete('vtiger_crmentity', 'crmid = ?', [$commentId]);
        }
    }

    /** Mail archived on this record alone; mail that others share keeps only its tie to them. */
    private function mails(int $crmId)
    {
        $rows = $this->db->rows("SELECT r.activityid FROM vtiger_seactivityrel r
            JOIN vtiger_crmentity e ON e.crmid = r.activityid AND e.setype = 'Emails'
            WHERE r.crmid = ? AND NOT EXISTS (SELECT 1 FROM vtiger_seactivityrel o
                WHERE o.activityid = r.activityid AND o.crmid <> r.crmid)", [$crmId]);
        foreach (array_column($rows, 'activityid') as $mailId) {
            $this->files((int) $mailId);
            $this->recordHistory((int) $mailId);
            $this->delete('vtiger_emaildetails', 'emailid = ?', [$mailId]);
            $this->delete('vtiger_email_track', 'mailid = ?', [$mailId]);
            $this->delete('vtiger_crmentity', 'crmid = ?', [$mailId]);
        }
        $this->delete('vtiger_seactivityrel', 'crmid = ?', [$crmId]);
    }

    /** Pictures and attachments, on disk too. */
    private function files(int $crmId)
    {
        $rows = $this->db->rows('SELECT a.* FROM vtiger_attachments a
            JOIN vtiger_seattachmentsrel r ON r.attachmentsid = a.attachmentsid WHERE r.crmid = ?
            AND NOT EXISTS (SELECT 1 FROM vtiger_seattachmentsrel o
                WHERE o.attachmentsid = a.attachmentsid AND o.crmid <> r.crmid)', [$crmId]);
        foreach ($rows as $row) {
            $stored = isset($row['storedname']) && $row['storedname'] !== '' ? $row['storedname'] : $row['name'];
            $file = $row['path'] . $row['attachmentsid'] . '_' . basename($stored);
            if (is_file($file)) {
                unlink($file);
            }
            $this->delete('vtiger_crmentity', 'crmid = ?', [$row['attachmentsid']]);
        }
        $this->delete('vtiger_seattachmentsrel', 'crmid = ?', [$crmId]);
    }

    private function history(int $crmId)
    {
        $table = HistoryCatalogue::TABLE;
        $key = HistoryCatalogue::KEY;
        $rows = $this->db->rows('SELECT ' . $key . ' AS n FROM ' . $table . ' WHERE person = ?', [$crmId]);
        foreach (array_column($rows, 'n') as $entryId) {
            $this->delete($table . 'cf', $key . ' = ?', [$entryId]);
            $this->delete('vtiger_crmentity', 'crmid = ?', [$entryId]);
        }
        $this->delete($table, 'person = ?', [$crmId]);
    }

    /** Vtiger's purge leaves these, with old and new values of every field. */
    private function recordHistory(int $crmId)
    {
        foreach (['vtiger_modtracker_detail', 'vtiger_modtracker_relations'] as $table) {
            $this->delete($table, 'id IN (SELECT id FROM vtiger_modtracker_basic WHERE crmid = ?)', [$crmId]);
        }
        $this->delete('vtiger_modtracker_basic', 'crmid = ?', [$crmId]);
    }

    private function delete(string $table, string $where, array $params)
    {
        if ($this->db->hasTable($table)) {
            $rows = $this->db->run('DELETE FROM ' . $table . ' WHERE ' . $where, $params);
            $this->erased[$table] = ($this->erased[$table] ?? 0) + $rows;
        }
    }
}
