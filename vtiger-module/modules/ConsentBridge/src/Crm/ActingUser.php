<?php

namespace ConsentBridge\Crm;

/** Who saves. Vtiger runs workflow tasks as the first administrator, so it is noted before they run. */
final class ActingUser
{
    private static $id = 0;

    public static function note($user)
    {
        self::$id = is_object($user) ? (int) $user->id : 0;
    }

    public static function id(): int
    {
        return self::$id;
    }
}
