<?php

namespace ConsentBridge\Staff;

/** What staff read, in their language; English for one that is not here. */
final class Words
{
    const LANGUAGES = ['en_us', 'nl_nl', 'de_de', 'fr_fr'];

    private $strings;

    public function __construct(string $language)
    {
        $known = in_array($language, self::LANGUAGES, true) ? $language : self::alike($language);
        $this->strings = self::load($known) + self::load('en_us');
    }

    public static function ofUser(): self
    {
        return new self((string) \Vtiger_Language_Handler::getLanguage());
    }

    /** @param array $arguments put in for {0}, {1} ... */
    public function say(string $key, array $arguments = []): string
    {
        $places = array_map(static function ($at) {
            return '{' . $at . '}';
        }, array_keys($arguments));
        return str_replace($places, $arguments, $this->strings[$key] ?? $key);
    }

    public function has(string $key): bool
    {
        return isset($this->strings[$key]);
    }

    public static function load(string $language): array
    {
        return require dirname(__DIR__, 2) . '/lang/ui/' . $language . '.php';
    }

    /** en_gb reads English, nl_be Dutch. */
    private static function alike(string $language): string
    {
        foreach (self::LANGUAGES as $known) {
            if (substr($known, 0, 2) === substr($language, 0, 2)) {
                return $known;
            }
        }
        return 'en_us';
    }
}
