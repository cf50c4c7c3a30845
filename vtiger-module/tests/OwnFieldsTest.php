<?php

use ConsentBridge\Crm\OwnFields;
use PHPUnit\Framework\TestCase;

final class OwnFieldsTest extends TestCase
{
    const KEPT = ['bridge' => '5', 'consent_round' => 'r1', 'consent_address_fp' => 'fp1', 'consent_seal' => 's1'];
    const FORGED = ['consent_round' => 'r2', 'consent_address_fp' => 'fp1', 'consent_seal' => ''];

    public function testOwnFieldsWhenSomebodyElseSavesOtherValuesThenTheOldOnesAreKept()
    {
        $this->assertSame(['consent_round' => 'r1', 'consent_seal' => 's1'], OwnFields::putBack(self::KEPT, self::FORGED, 1));
    }

    public function testOwnFieldsWhenTheBridgeSavesThenItsValuesPass()
    {
        $this->assertSame([], OwnFields::putBack(self::KEPT, self::FORGED, 5));
    }

    public function testOwnFieldsWhenNoUserOfTheBridgeIsNamedThenNothingIsKept()
    {
        $this->assertSame([], OwnFields::putBack(['bridge' => null] + self::KEPT, self::FORGED, 1));
    }

    public function testOwnFieldsWhenNothingChangesThenNothingIsWritten()
    {
        $this->assertSame([], OwnFields::putBack(self::KEPT, self::KEPT, 1));
    }

    /** @dataProvider ofNewRecords */
    public function testOwnFieldsWhenTheRecordIsNewThenNobodyElseBringsAny(array $given, array $instead)
    {
        $new = ['bridge' => '5', 'consent_round' => null, 'consent_address_fp' => null, 'consent_seal' => null];
        $this->assertSame($instead, OwnFields::putBack($new, $given, 1));
    }

    public static function ofNewRecords(): array
    {
        return [
            'forged' => [['consent_seal' => 'copied'], ['consent_seal' => '']],
            'not named' => [[], []],
            'empty' => [['consent_round' => '', 'consent_address_fp' => null, 'consent_seal' => ''], []],
        ];
    }
}
