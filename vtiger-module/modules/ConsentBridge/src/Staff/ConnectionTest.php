<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Outbox\Bridge;
use ConsentBridge\Settings;

/** A signed Ping, and what its answer means. */
final class ConnectionTest
{
    /** The answer's code => its sentence. */
    const SENTENCES = [
        'bridge_unreachable' => 'test_bridge_unreachable',
        'bridge_timeout' => 'test_bridge_timeout',
        'http_404' => 'test_http_404',
        'http_401' => 'test_http_401',
        'signature_missing' => 'test_http_401',
        'signature_invalid' => 'test_http_401',
        'timestamp_invalid' => 'test_clock',
        'timestamp_out_of_tolerance' => 'test_clock',
    ];

    /** @return array{done: bool, words: string} */
    public static function run(Settings $settings, Words $words): array
    {
        $bridge = new Bridge($settings);
        if (!$bridge->isConfigured()) {
            return ['done' => false, 'words' => $words->say('test_unset')];
        }
        $answer = $bridge->send('cb_ping_' . bin2hex(random_bytes(8)), '{"event":"Ping"}');
        if ($answer->isOk() && $answer->member('version') !== '') {
            $user = $answer->member('user');
            $more = $user === '' ? '' : ' ' . $words->say('test_ok_user', [$user]);
            return ['done' => true, 'words' => $words->say('test_ok', [$answer->member('version')]) . $more];
        }
        $isUp = $answer->member('status') === 'unavailable';
        return ['done' => false, 'words' => $isUp ? $words->say('test_crm', [$answer->code()]) : self::fault($answer->code(), $words)];
    }

    /** Why the bridge did not take something, for people. */
    public static function fault(string $code, Words $words): string
    {
        $key = self::SENTENCES[$code] ?? '';
        return $key === '' ? $words->say('test_other', [$code]) : $words->say($key);
    }
}
