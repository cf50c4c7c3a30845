<?php

namespace ConsentBridge;

use ConsentBridge\Core\KeyText;
use ConsentBridge\Crm\Db;

/** What the admin set, by name. Read anew for each request: a changed key works at once in every process. */
final class Settings
{
    const BRIDGE_URL = 'bridge_url';
    const WEBHOOK_SECRET = 'webhook_secret';
    const LABEL_SECRET = 'label_secret';
    const ADDRESS_KEY = 'address_key';
    const BRIDGE_USER = 'bridge_user';
    const DELETE_DATA = 'delete_data';

    private $values;

    public function __construct(array $values)
    {
        $this->values = $values;
    }

    public static function load(Db $db): self
    {
        $rows = $db->rows('SELECT name, value FROM consentbridge_settings');
        return new self(array_column($rows, 'value', 'name'));
    }

    public static function store(Db $db, string $name, string $value)
    {
        $db->run('INSERT INTO consentbridge_settings (name, value) VALUES (?, ?)
            ON DUPLICATE KEY UPDATE value = VALUES(value)', [$name, $value]);
    }

    public function get(string $name): string
    {
        return (string) ($this->values[$name] ?? '');
    }

    /** The bridge's own user in this CRM: what it saves sends no event, or bridge and CRM would chase each other. */
    public function isBridgeUser(int $userId): bool
    {
        return $this->get(self::BRIDGE_USER) !== '' && (int) $this->get(self::BRIDGE_USER) === $userId;
    }

    /** @return string|null the key, or null where none is set */
    public function addressKey()
    {
        return KeyText::decodedOrOwn($this->get(self::ADDRESS_KEY));
    }

    /** @return array{0: string, 1: string}|null kid and key of label links, as LABEL_SECRETS spells them */
    public function labelKey()
    {
        $parts = explode(':', $this->get(self::LABEL_SECRET));
        $key = KeyText::decoded($parts[1] ?? '');
        return preg_match('/^[A-Za-z0-9]{1,2}$/D', $parts[0]) === 1 && $key !== null ? [$parts[0], $key] : null;
    }

    public function bridgeUrl(): string
    {
        return rtrim($this->get(self::BRIDGE_URL), '/');
    }
}
