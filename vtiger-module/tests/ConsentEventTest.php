<?php

use ConsentBridge\Outbox\ConsentEvent;
use PHPUnit\Framework\TestCase;

final class ConsentEventTest extends TestCase
{
    public function testBodyWhenLittleIsKnownThenAllMembersOfTheDoorAreThere()
    {
        $body = json_decode((new ConsentEvent('RecordSaved', '12x5'))->body(), true);
        $members = ['event', 'record', 'occurredAt', 'actor', 'channel', 'source', 'basis', 'evidence', 'reason'];
        $this->assertSame($members, array_keys($body));
        $this->assertSame(['type' => 'system'], $body['actor']);
        $this->assertMatchesRegularExpression('/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/D', $body['occurredAt']);
    }

    public function testBodyWhenTextsAreTooLongForTheDoorThenTheyAreCut()
    {
        $long = str_repeat('€', 20000);
        $event = new ConsentEvent('ConsentRecorded', '12x5', ['source' => $long, 'reason' => $long, 'text' => $long]);
        $body = json_decode($event->body(), true);
        $this->assertSame(255, mb_strlen($body['source']));
        $this->assertSame(1000, mb_strlen($body['reason']));
        $this->assertLessThanOrEqual(65536, strlen($event->body()));
    }

    public function testBodyWhenATextIsBrokenUtf8ThenItIsStillJson()
    {
        $event = new ConsentEvent('RecordSaved', '12x5', ['reason' => "caf\xe9"]);
        $this->assertNotNull(json_decode($event->body(), true));
    }
}
