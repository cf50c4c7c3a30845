<?php

use ConsentBridge\Settings;
use ConsentBridge\Staff\Acts;
use ConsentBridge\Staff\InviteCounts;
use ConsentBridge\Staff\Refusal;
use ConsentBridge\Staff\Rights;
use ConsentBridge\Staff\SettingsForm;
use ConsentBridge\Staff\Standing;
use ConsentBridge\Staff\Words;
use PHPUnit\Framework\TestCase;

final class StaffTest extends TestCase
{
    public function testCountsOfAListPutEveryPersonIntoExactlyOneOutcome()
    {
        $people = [];
        foreach (['', 'Expired', 'Invited', 'Confirmed', 'Unsubscribed', 'Bounced', 'Blacklisted', ''] as $at => $status) {
            $people[$at] = new Standing($status, $status, '');
            $people[$at]->hasAddress = true;
            $people[$at]->address = 'fp' . $at;
        }
        $people[7]->address = 'fp0';
        $people[8] = new Standing('', '', '');
        $people[9] = clone $people[0];
        $sorted = InviteCounts::sort($people, static function (int $number) {
            return $number !== 9;
        });
        $this->assertSame([
            'invite' => [0, 1], 'asking' => [2], 'given' => [3], 'refused' => [4], 'bounced' => [5], 'blacklisted' => [6],
            'no_address' => [8], 'same_address' => [7], 'no_permission' => [9],
        ], $sorted);
    }

    public function testAnActIsForEveryoneOrForChosenRolesAndAlwaysForAdministrators()
    {
        $first = new Rights([]);
        $this->assertTrue($first->allows(Acts::INVITE, 'H5', false));
        $this->assertFalse($first->allows(Acts::COPY, 'H5', false));
        $this->assertTrue($first->allows(Acts::COPY, 'H5', true));
        $chosen = Rights::fromForm([Acts::REFUSE], ['record:H2', 'record:H3', 'nonsense', 'other:H2', 'refuse:H2']);
        $this->assertSame(['H2', 'H3'], $chosen->roles(Acts::RECORD));
        $this->assertSame('*', $chosen->roles(Acts::REFUSE));
        $this->assertFalse($chosen->allows(Acts::INVITE, 'H2', false));
        $this->assertTrue($chosen->allows(Acts::RECORD, 'H2', false));
    }

    public function testASecretLeftEmptyStaysAndAWrongOneIsRefused()
    {
        $key = base64_encode(str_repeat('k', 32));
        $values = SettingsForm::values(['bridge_url' => ' https://c.example.org/ ', 'bridge_user' => '7', 'label_secret' => 'a:' . $key]);
        $this->assertSame([
            'bridge_url' => 'https://c.example.org', 'bridge_user' => '7', 'label_secret' => 'a:' . $key,
        ], $values);
        $wrong = [
            'bad_url' => ['bridge_url' => 'http://c.example.org'],
            'bad_webhook_secret' => [Settings::WEBHOOK_SECRET => $key],
            'bad_label_secret' => [Settings::LABEL_SECRET => $key],
            'bad_address_key' => [Settings::ADDRESS_KEY => 'short'],
        ];
        foreach ($wrong as $reason => $typed) {
            try {
                SettingsForm::values($typed);
                $this->fail($reason . ' was not refused');
            } catch (Refusal $refusal) {
                $this->assertSame($reason, $refusal->getMessage());
            }
        }
    }

    public function testAnAddressWithPlainHttpIsTakenForThisComputerOnly()
    {
        $this->assertSame('http://127.0.0.1:3000', SettingsForm::values(['bridge_url' => 'http://127.0.0.1:3000'])['bridge_url']);
        $this->expectException(Refusal::class);
        SettingsForm::values(['bridge_url' => 'http://127.0.0.1.example.org']);
    }

    public function testEveryLanguageSaysEverythingWithTheSamePlaces()
    {
        $english = Words::load('en_us');
        foreach (Words::LANGUAGES as $language) {
            $strings = Words::load($language);
            $this->assertSame(array_keys($english), array_keys($strings), $language);
            foreach ($english as $key => $text) {
                preg_match_all('/\{\d\}/', $text, $places);
                preg_match_all('/\{\d\}/', $strings[$key], $own);
                sort($places[0]);
                sort($own[0]);
                $this->assertSame($places[0], $own[0], $language . ' ' . $key);
            }
        }
    }

    public function testEveryReasonHasASentence()
    {
        $words = new Words('nl_be');
        $this->assertSame('Weigering vastleggen', $words->say('act_refuse'));
        $reasons = array_merge(...array_values(array_map('array_values', Acts::WHY_NOT)));
        foreach (array_merge($reasons, ['no_link', 'no_address', 'not_me', 'not_blacklisted']) as $reason) {
            $this->assertTrue($words->has('why_' . $reason), $reason);
        }
        foreach (InviteCounts::OUTCOMES as $outcome) {
            $this->assertTrue($words->has('list_' . $outcome), $outcome);
        }
    }
}
