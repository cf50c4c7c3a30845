<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\FieldCatalogue;

/** One item of consentbridge.apply, checked. Vtiger validates nothing, so what is wrong would be stored cut or changed. */
final class ApplyItem
{
    const LENGTHS = [
        'consent_text' => 65535, 'consent_source' => 255, 'consent_round' => 64, 'consent_address_fp' => 32,
        'consent_seal' => 255, 'consent_topics' => 65535,
    ];

    public $id;
    public $module;
    public $crmId;
    public $expect;
    public $fields;
    public $history;

    public static function read($item): self
    {
        if (!is_array($item) || !is_string($item['id'] ?? null)) {
            throw self::invalid('An item is an object with an id.');
        }
        $read = new self();
        $read->id = $item['id'];
        $read->expect = self::texts($item, 'expect');
        $read->fields = self::texts($item, 'fields');
        $read->history = self::historyOf($item['history'] ?? []);
        foreach ($read->fields as $name => $value) {
            self::checkField($name, $value);
        }
        if ($read->fields !== [] && !isset($read->expect['consent_seal'])) {
            throw self::invalid('Fields need expect.consent_seal.');
        }
        if (isset($read->fields['consent_status']) && !isset($read->fields['consent_seal'])) {
            throw self::invalid('A consent_status needs its consent_seal.');
        }
        if ($read->fields === [] && $read->history === []) {
            throw self::invalid('The item holds neither fields nor history.');
        }
        return $read;
    }

    /** Finds the module and asks for the right to edit, as revise does. */
    public function locatedBy(Context $context): self
    {
        $parsed = $context->ids->parse($this->id);
        if ($parsed === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        list($this->module, $this->crmId) = $parsed;
        if (!$context->access->record($this->module, $this->crmId, 'EditView')) {
            $there = $context->records->one($this->module, $this->crmId) !== null;
            throw new ItemFailure($there ? 'ACCESS_DENIED' : 'NOT_FOUND');
        }
        return $this;
    }

    private static function texts(array $item, string $name): array
    {
        $members = $item[$name] ?? [];
        if (!is_array($members) || array_filter($members, 'is_string') !== $members) {
            throw self::invalid($name . ' must be an object of strings.');
        }
        return $members;
    }

    private static function historyOf($entries): array
    {
        if (!is_array($entries)) {
            throw self::invalid('history must be a list.');
        }
        foreach ($entries as $entry) {
            $valid = is_array($entry) && is_string($entry['line'] ?? null) && is_string($entry['id'] ?? null)
                && preg_match('/^[A-Za-z0-9._-]{1,64}$/D', $entry['id']) === 1
                && is_string($entry['evidence'] ?? '');
            if (!$valid || (($entry['evidence'] ?? '') !== '' && !is_array(json_decode($entry['evidence'], true)))) {
                throw self::invalid('A history entry has an id, a line and, if any, evidence as JSON text.');
            }
        }
        return array_values($entries);
    }

    private static function checkField($name, string $value)
    {
        if (!in_array($name, FieldCatalogue::writable(), true)) {
            throw self::invalid('The field ' . substr((string) $name, 0, 50) . ' cannot be written here.');
        }
        $fits = strlen($value) <= (self::LENGTHS[$name] ?? 255) && self::isStorable($value);
        if (in_array($name, FieldCatalogue::FLAGS, true)) {
            $fits = in_array($value, ['0', '1'], true);
        } elseif (in_array($name, FieldCatalogue::DATE_TIMES, true)) {
            $fits = $value === '' || self::isDateTime($value);
        } elseif ((FieldCatalogue::PICKLISTS[$name] ?? []) !== []) {
            $fits = $value === '' || in_array($value, array_column(FieldCatalogue::PICKLISTS[$name], 0), true);
        }
        if (!$fits) {
            throw self::invalid('The value for ' . $name . ' is not in its form, too long or not storable.');
        }
    }

    /** Vtiger's connection speaks three-byte UTF-8: anything beyond would be stored as question marks. */
    private static function isStorable(string $value): bool
    {
        return mb_check_encoding($value, 'UTF-8') && preg_match('/[\x{10000}-\x{10FFFF}]/u', $value) === 0;
    }

    private static function isDateTime(string $value): bool
    {
        $read = \DateTime::createFromFormat('Y-m-d H:i:s', $value, new \DateTimeZone('UTC'));
        return $read !== false && $read->format('Y-m-d H:i:s') === $value;
    }

    private static function invalid(string $message): ItemFailure
    {
        return new ItemFailure('INVALID_ITEM', $message);
    }
}
