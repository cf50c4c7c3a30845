<?php

use ConsentBridge\Staff\LastNote;
use ConsentBridge\Staff\Words;
use PHPUnit\Framework\TestCase;

final class LastNoteTest extends TestCase
{
    /** @dataProvider notes */
    public function testANoteWhenShownThenItSaysInTheUsersLanguageWhatWasDoneAndWhy(string $note, string $language, string $expected)
    {
        $this->assertSame($expected, LastNote::sentence('E-mail consent: ' . $note, '24-11-2026', new Words($language)));
    }

    public static function notes(): array
    {
        $proof = 'put back: recorded consent needs basis, text, date and source, all newly filled in, and no date in the future';
        return [
            'status without proof' => [$proof, 'en_us',
                'Put back by the bridge on 24-11-2026: recorded consent needs basis, text, date and source, all newly filled in,'
                . ' and no date in the future.'],
            'in Dutch' => ['put back: consent date and text are proof', 'nl_nl',
                'Teruggezet door de bridge op 24-11-2026: datum en tekst van de toestemming zijn bewijs.'],
            'a status of the bridge' => ['put back: the status "Invited" is given by the bridge only', 'en_us',
                'Put back by the bridge on 24-11-2026: only the bridge gives the status "Invited".'],
            'a status that nobody knows' => ['put back: the status "Sure {0}" is given by the bridge only', 'en_us',
                'Put back by the bridge on 24-11-2026: only the bridge gives the status "Sure {0}".'],
            'a refusal to do it' => ['The address is blacklisted.', 'en_us',
                'Not done by the bridge on 24-11-2026: The address is blacklisted.'],
        ];
    }

    public function testASentenceOfTheBridgeWhenItHasATranslationThenItHasOneInAllLanguages()
    {
        foreach (Words::LANGUAGES as $language) {
            $own = Words::load($language);
            foreach (array_merge(array_keys(LastNote::KNOWN), ['note_put_back', 'note_refused']) as $key) {
                $this->assertArrayHasKey($key, $own, $language);
            }
        }
    }
}
