<?php

namespace ConsentBridge\Outbox;

use ConsentBridge\Crm\Db;
use ConsentBridge\Settings;

/**
 * Has another process deliver at once, so that a save never waits for the bridge: a request to this Vtiger itself, sent
 * and not waited for. Where that can't be, the cron delivers some minutes later.
 */
final class Kick
{
    const CONNECT_SECONDS = 0.2;

    private static $done = false;

    /** At most once a request, and not while a delivery runs or the bridge was just found to be down. */
    public static function later(Db $db, Settings $settings)
    {
        if (self::$done) {
            return;
        }
        self::$done = true;
        register_shutdown_function(static function () use ($db, $settings) {
            try {
                $paused = (int) $settings->get('bridge_paused_until') > time();
                if (!$paused && !Delivery::isRunning($db)) {
                    self::send();
                }
            } catch (\Throwable $fault) {
                // The cron delivers.
            }
        });
    }

    private static function send()
    {
        global $site_URL;
        $parts = parse_url((string) $site_URL);
        $secure = ($parts['scheme'] ?? '') === 'https';
        $host = $parts['host'] ?? '127.0.0.1';
        $port = $parts['port'] ?? ($secure ? 443 : 80);
        $socket = @stream_socket_client(
            ($secure ? 'ssl://' : 'tcp://') . $host . ':' . $port,
            $number,
            $words,
            self::CONNECT_SECONDS,
            STREAM_CLIENT_CONNECT,
            // Our own web server, often under another name inside; the request says nothing.
            stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]])
        );
        if ($socket === false) {
            return;
        }
        stream_set_timeout($socket, 0, 200000);
        $path = rtrim($parts['path'] ?? '', '/') . '/webservice.php?operation=consentbridge.deliver';
        fwrite($socket, 'GET ' . $path . " HTTP/1.0\r\nHost: " . $host . "\r\nConnection: close\r\n\r\n");
        fclose($socket);
    }
}
