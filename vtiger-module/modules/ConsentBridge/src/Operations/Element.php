<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\FieldCatalogue;

/** The request's JSON object, read member by member; a member in the wrong form ends the call. */
final class Element
{
    const MOST = 500;
    const DATE_TIME = '/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/D';

    private $members;

    public function __construct(array $members)
    {
        $this->members = $members;
    }

    /** A list of strings; absent is empty. */
    public function strings(string $name): array
    {
        $list = $this->items($name);
        foreach ($list as $item) {
            if (!is_string($item)) {
                throw self::invalid($name . ' must be a list of strings.');
            }
        }
        return $list;
    }

    /** A list of anything; absent is empty. */
    public function items(string $name): array
    {
        $list = $this->members[$name] ?? [];
        if (!is_array($list) || ($list !== [] && array_keys($list) !== range(0, count($list) - 1))) {
            throw self::invalid($name . ' must be a list.');
        }
        if (count($list) > self::MOST) {
            throw self::invalid($name . ' has more than ' . self::MOST . ' items.');
        }
        return $list;
    }

    public function string(string $name): string
    {
        $value = $this->members[$name] ?? '';
        if (!is_string($value)) {
            throw self::invalid($name . ' must be a string.');
        }
        return $value;
    }

    public function dateTime(string $name): string
    {
        $value = $this->string($name);
        if ($value !== '' && preg_match(self::DATE_TIME, $value) !== 1) {
            throw self::invalid($name . ' must be YYYY-MM-DD HH:MM:SS.');
        }
        return $value;
    }

    public function number(string $name, int $default, int $least, int $most): int
    {
        $value = $this->members[$name] ?? $default;
        if (!is_int($value) || $value < $least || $value > $most) {
            throw self::invalid($name . ' must be a number from ' . $least . ' to ' . $most . '.');
        }
        return $value;
    }

    public function module(): string
    {
        $module = $this->string('module');
        if (!in_array($module, FieldCatalogue::MODULES, true)) {
            throw self::invalid('module must be Contacts or Leads.');
        }
        return $module;
    }

    public static function invalid(string $message): CallFailure
    {
        return new CallFailure('CONSENTBRIDGE_INVALID', $message);
    }
}
