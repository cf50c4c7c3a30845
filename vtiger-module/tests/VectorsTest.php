<?php

use ConsentBridge\Core\Address;
use ConsentBridge\Core\Fingerprint;
use ConsentBridge\Core\LabelToken;
use ConsentBridge\Core\Seal;
use ConsentBridge\Core\WebhookSignature;
use ConsentBridge\Settings;
use PHPUnit\Framework\TestCase;

/** What PHP and TypeScript must agree on to the byte (tests/unit/vectors.test.ts reads the same file). */
final class VectorsTest extends TestCase
{
    private static function vectors(): array
    {
        return json_decode(file_get_contents(__DIR__ . '/../../tests/fixtures/vectors.json'), true);
    }

    private static function each(string $name): array
    {
        return array_map(static function ($vector) {
            return [$vector];
        }, self::vectors()[$name]);
    }

    private static function key(string $name): string
    {
        return base64_decode(self::vectors()['keys'][$name]);
    }

    public static function addresses(): array
    {
        return self::each('addresses');
    }

    /** @dataProvider addresses */
    public function testAddressWhenNormalizedThenFormAndFingerprintAreThoseListed(array $vector)
    {
        $normal = Address::normalize($vector['raw']);
        $this->assertSame($vector['normal'], $normal);
        if ($normal !== null) {
            $this->assertSame($vector['fingerprint'], (new Fingerprint(self::key('address')))->of($normal));
        }
    }

    public function testAddressWhenItIsNoUtf8ThenItHasNoNormalForm()
    {
        $this->assertNull(Address::normalize("jan\xff@example.org"));
    }

    public static function addressKeys(): array
    {
        return self::each('addressKeys');
    }

    /** @dataProvider addressKeys */
    public function testAddressKeyWhenSpelledSoThenItsBytesAreThoseListed(array $vector)
    {
        $key = (new Settings([Settings::ADDRESS_KEY => $vector['text']]))->addressKey();
        $this->assertSame($vector['key'], $key === null ? null : bin2hex($key));
    }

    public static function labels(): array
    {
        return self::each('labels');
    }

    /** @dataProvider labels */
    public function testLabelTokenWhenSignedThenItIsTheListedOne(array $vector)
    {
        $token = new LabelToken(self::vectors()['kids']['label'], self::key('label'));
        $signed = $token->sign($vector['record'], $vector['act'], $vector['fingerprint']);
        $this->assertSame($vector['token'], $signed);
    }

    public static function texts(): array
    {
        return self::each('texts');
    }

    /** @dataProvider texts */
    public function testTextWhenHashedThenTheHashIsTheListedOne(array $vector)
    {
        $this->assertSame($vector['hash'], Seal::textHash($vector['text']));
    }

    public static function seals(): array
    {
        return self::each('seals');
    }

    /** @dataProvider seals */
    public function testSealWhenReadThenItSaysWhatWasSealedAndItsMacIsRight(array $vector)
    {
        $seal = Seal::parse($vector['seal']);
        $status = $vector['facts']['status'];
        $this->assertSame($vector['clear'], $seal['clear']);
        $this->assertSame($status === 'none' ? '' : $status, $seal['status']);
        $this->assertSame($seal['mac'], Seal::mac(self::key('seal'), $seal['clear'], $vector['covers']));
    }

    public function testSealWhenItIsNotInTheFormThenItIsNone()
    {
        $this->assertNull(Seal::parse(''));
        $this->assertNull(Seal::parse(self::vectors()['seals'][0]['seal'] . "\n"));
    }

    public static function webhooks(): array
    {
        return self::each('webhooks');
    }

    /** @dataProvider webhooks */
    public function testWebhookWhenSignedThenTheSignatureIsTheListedOne(array $vector)
    {
        $secret = self::vectors()['keys']['webhook'];
        $headers = WebhookSignature::headers($secret, $vector['id'], $vector['at'], $vector['body']);
        $this->assertSame($vector['signature'], $headers['webhook-signature']);
    }
}
