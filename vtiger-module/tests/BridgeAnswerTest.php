<?php

use ConsentBridge\Outbox\BridgeAnswer;
use PHPUnit\Framework\TestCase;

final class BridgeAnswerTest extends TestCase
{
    public static function answers(): array
    {
        return [
            // status, body, accepted, refused for good, down, code
            'taken' => [202, '{"status":"accepted"}', true, false, false, 'http_202'],
            'seen before' => [202, '{"status":"duplicate"}', true, false, false, 'http_202'],
            'somebody else answers 202' => [202, '<html>', false, false, false, 'http_202'],
            'wrong body' => [400, '{"code":"body_invalid"}', false, true, false, 'body_invalid'],
            'wrong secret is set right one day' => [401, '{"code":"signature_invalid"}', false, false, false, 'signature_invalid'],
            'too large' => [413, '', false, true, false, 'http_413'],
            'other path' => [404, '', false, true, false, 'http_404'],
            'redirect' => [302, '', false, false, false, 'http_302'],
            'too many' => [429, '', false, false, true, 'http_429'],
            'Redis is away' => [503, '{"code":"store_unavailable"}', false, false, true, 'store_unavailable'],
        ];
    }

    /** @dataProvider answers */
    public function testAnswerWhenItCameThenItsMeaningIsKnown($status, $body, $accepted, $forGood, $down, $code)
    {
        $answer = new BridgeAnswer($status, "HTTP/1.1 $status\r\n\r\n", $body);
        $this->assertSame($accepted, $answer->isAccepted());
        $this->assertSame($forGood, $answer->isRefusedForGood());
        $this->assertSame($down, $answer->isDown());
        $this->assertSame($code, $answer->code());
    }

    public function testAnswerWhenNobodyAnswersThenTheBridgeIsDown()
    {
        $this->assertTrue(BridgeAnswer::none(CURLE_COULDNT_CONNECT)->isDown());
        $this->assertSame('bridge_unreachable', BridgeAnswer::none(CURLE_COULDNT_CONNECT)->code());
        $this->assertSame('bridge_timeout', BridgeAnswer::none(CURLE_OPERATION_TIMEDOUT)->code());
    }

    public function testAnswerWhenItNamesAWaitThenItIsRead()
    {
        $this->assertSame(7, (new BridgeAnswer(503, "HTTP/1.1 503\r\nRetry-After: 7\r\n\r\n", ''))->retryAfter());
        $this->assertSame(0, (new BridgeAnswer(503, "HTTP/1.1 503\r\nRetry-After: soon\r\n\r\n", ''))->retryAfter());
    }
}
