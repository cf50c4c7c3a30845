<?php

namespace ConsentBridge\Crm;

/** Fields that our handler writes during the save under way in this process. */
final class PendingWrites
{
    private static $fields = [];

    public static function put(int $crmId, array $fields)
    {
        self::$fields[$crmId] = $fields;
    }

    /** @return array<string, string>|null */
    public static function take(int $crmId)
    {
        $fields = self::$fields[$crmId] ?? null;
        unset(self::$fields[$crmId]);
        return $fields;
    }
}
