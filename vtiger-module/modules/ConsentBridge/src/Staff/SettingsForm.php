<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Core\KeyText;
use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/** What an administrator typed on the settings page. Secrets are written, never read back; left empty, they stay. */
final class SettingsForm
{
    const SECRETS = [Settings::WEBHOOK_SECRET, Settings::LABEL_SECRET, Settings::ADDRESS_KEY];
    /** The bridge's own limit for PUBLIC_URL: links must fit where they are printed. */
    const LONGEST_URL = 50;
    /** Standard Webhooks: 24 bytes or more; the bridge starts with none shorter. */
    const LEAST_WEBHOOK_KEY = 24;

    /** @return array<string, string> name => value to store; throws a Refusal at the first fault */
    public static function values(array $typed): array
    {
        $typed = array_map('trim', $typed);
        $values = [];
        if (($typed[Settings::BRIDGE_URL] ?? '') !== '') {
            self::demand(self::isUrl($typed[Settings::BRIDGE_URL]), 'bad_url');
        }
        $values[Settings::BRIDGE_URL] = rtrim($typed[Settings::BRIDGE_URL] ?? '', '/');
        $user = $typed[Settings::BRIDGE_USER] ?? '';
        $values[Settings::BRIDGE_USER] = preg_match('/^\d{1,9}$/D', $user) === 1 ? $user : '';
        foreach (self::SECRETS as $name) {
            if (($typed[$name] ?? '') !== '') {
                self::demand(self::isSecret($name, $typed[$name]), 'bad_' . $name);
                $values[$name] = $typed[$name];
            }
        }
        return $values;
    }

    public static function store(Db $db, array $values)
    {
        foreach ($values as $name => $value) {
            Settings::store($db, $name, $value);
        }
    }

    private static function demand(bool $holds, string $fault)
    {
        if (!$holds) {
            throw new Refusal($fault);
        }
    }

    private static function isUrl(string $url): bool
    {
        $parts = parse_url($url);
        $host = $parts['host'] ?? '';
        $isOwn = in_array($host, ['localhost', '127.0.0.1', '[::1]'], true);
        $scheme = $parts['scheme'] ?? '';
        $bare = !isset($parts['user']) && !isset($parts['query']) && !isset($parts['fragment']);
        return $host !== '' && $bare && strlen($url) <= self::LONGEST_URL
            && ($scheme === 'https' || ($scheme === 'http' && $isOwn));
    }

    private static function isSecret(string $name, string $value): bool
    {
        if ($name === Settings::LABEL_SECRET) {
            return (new Settings([$name => $value]))->labelKey() !== null;
        }
        if ($name === Settings::ADDRESS_KEY) {
            return (new Settings([$name => $value]))->addressKey() !== null;
        }
        return preg_match('/^whsec_(.+)$/D', $value, $parts) === 1 && KeyText::decoded($parts[1], self::LEAST_WEBHOOK_KEY) !== null;
    }
}
