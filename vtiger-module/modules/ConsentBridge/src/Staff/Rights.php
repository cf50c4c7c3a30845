<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/** Which roles may do which act, besides the right to edit the record. Administrators may do all. */
final class Rights
{
    const SETTING = 'staff_acts';
    const EVERYONE = '*';
    /** A link acts in the person's name, so nobody but an administrator copies one until a role is named. */
    const AT_FIRST = [Acts::COPY => []];

    private $chosen;

    public function __construct(array $chosen)
    {
        $this->chosen = $chosen;
    }

    public static function of(Settings $settings): self
    {
        $decoded = json_decode($settings->get(self::SETTING), true);
        return new self(is_array($decoded) ? $decoded : []);
    }

    public function store(Db $db)
    {
        Settings::store($db, self::SETTING, json_encode($this->chosen));
    }

    /** @return string|string[] '*' or roles */
    public function roles(string $act)
    {
        $roles = $this->chosen[$act] ?? self::AT_FIRST[$act] ?? self::EVERYONE;
        return is_array($roles) ? array_values(array_filter($roles, 'is_string')) : self::EVERYONE;
    }

    public function allows(string $act, string $role, bool $isAdmin): bool
    {
        $roles = $this->roles($act);
        return $isAdmin || $roles === self::EVERYONE || in_array($role, $roles, true);
    }

    /**
     * From the settings page.
     *
     * @param string[] $everyone acts
     * @param string[] $pairs `act:role`
     */
    public static function fromForm(array $everyone, array $pairs): self
    {
        $chosen = array_fill_keys(Acts::ALL, []);
        foreach (array_filter($pairs, 'is_string') as $pair) {
            list($act, $role) = explode(':', $pair . ':');
            if (isset($chosen[$act])) {
                $chosen[$act][] = $role;
            }
        }
        foreach (array_intersect(Acts::ALL, $everyone) as $act) {
            $chosen[$act] = self::EVERYONE;
        }
        return new self($chosen);
    }
}
