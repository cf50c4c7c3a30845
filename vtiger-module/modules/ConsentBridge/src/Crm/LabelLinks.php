<?php

namespace ConsentBridge\Crm;

use ConsentBridge\Core\Address;
use ConsentBridge\Core\Fingerprint;
use ConsentBridge\Core\LabelToken;
use ConsentBridge\Settings;

/**
 * Keeps the four links of a record, and the fingerprint by which it is found, in step with its address. Written by SQL:
 * Vtiger never saves a read-only field, and this must neither move modifiedtime nor start a workflow.
 */
final class LabelLinks
{
    private $db;
    private $ids;
    private $fingerprint;
    private $token;
    private $url;
    private $mark;

    public function __construct(Db $db, Settings $settings)
    {
        $this->db = $db;
        $this->ids = new RecordIds($db);
        $address = $settings->addressKey();
        $label = $settings->labelKey();
        $this->url = $settings->bridgeUrl();
        $this->fingerprint = $address === null ? null : new Fingerprint($address);
        $this->token = $label === null || $this->url === '' ? null : new LabelToken($label[0], $label[1]);
        $this->mark = hash_hmac('md5', $this->url . ' ' . ($label[0] ?? ''), ($label[1] ?? '') . $address);
    }

    /** What the links were signed with: another key or another bridge makes all of them anew. */
    public function mark(): string
    {
        return $this->mark;
    }

    /** One short look where nothing has changed. Answers whether anything was written. */
    public function refresh(string $module, int $crmId): bool
    {
        $key = FieldCatalogue::KEYS[$module];
        $row = $this->db->row('SELECT d.email, a.spelling, a.signed_with FROM ' . Records::DETAILS[$module] . ' d
            LEFT JOIN consentbridge_address a ON a.crmid = d.' . $key . ' WHERE d.' . $key . ' = ?', [$crmId]);
        $email = (string) ($row['email'] ?? '');
        if ($row === null || ($row['spelling'] === md5($email) && $row['signed_with'] === $this->mark)) {
            return false;
        }
        $this->write($module, $crmId, $email);
        return true;
    }

    private function write(string $module, int $crmId, string $email)
    {
        $normal = $this->fingerprint === null ? null : Address::normalize($email);
        $fingerprint = $normal === null ? '' : $this->fingerprint->of($normal);
        $links = $this->links($this->ids->wsId($module, $crmId), $fingerprint);
        $this->db->run('UPDATE ' . FieldCatalogue::TABLES[$module] . ' SET ' . implode(' = ?, ', array_keys($links)) . ' = ?
            WHERE ' . FieldCatalogue::KEYS[$module] . ' = ?', array_merge(array_values($links), [$crmId]));
        $this->db->run('REPLACE INTO consentbridge_address (crmid, fp, spelling, signed_with) VALUES (?, ?, ?, ?)', [
            $crmId, $fingerprint, md5($email), $this->mark,
        ]);
    }

    /** @return array<string, string> by field; empty where there is no address or no key */
    private function links(string $record, string $fingerprint): array
    {
        $links = [];
        foreach (FieldCatalogue::LINKS as $act => $field) {
            $links[$field] = $this->token === null || $fingerprint === ''
                ? ''
                : $this->url . '/' . $act . '/' . $this->token->sign($record, $act, $fingerprint);
        }
        return $links;
    }
}
