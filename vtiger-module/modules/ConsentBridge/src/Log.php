<?php

namespace ConsentBridge;

/** One line per fault in logs/consentbridge.log: Vtiger's own configuration often shows and logs none at all. */
final class Log
{
    public static function write(string $message)
    {
        $line = gmdate('Y-m-d H:i:s') . ' ' . str_replace(["\r", "\n"], ' ', $message) . "\n";
        @file_put_contents(self::file(), $line, FILE_APPEND | LOCK_EX);
    }

    /** Where it happened and of what class; the words of a foreign exception may hold values of a record. */
    public static function fault(string $where, \Throwable $fault)
    {
        $file = basename($fault->getFile()) . ':' . $fault->getLine();
        $words = strpos(get_class($fault), 'ConsentBridge\\') === 0 || $fault instanceof \Error
            ? ' ' . $fault->getMessage()
            : '';
        self::write($where . ': ' . get_class($fault) . $words . ' at ' . $file);
    }

    private static function file(): string
    {
        return dirname(__DIR__, 3) . '/logs/consentbridge.log';
    }
}
