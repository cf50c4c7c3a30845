<?php

namespace ConsentBridge\Staff;

/** Where an address stands, as far as the records tell. */
final class Standing
{
    const MAILABLE = ['Confirmed', 'Subscribed'];

    /** @var string status of the record itself */
    public $own;
    /** @var string status that counts for its address */
    public $status;
    /** @var string UTC, '' when unknown */
    public $changedOn;
    /** @var string fingerprint of the address, '' when not known */
    public $address = '';
    public $hasAddress = false;
    public $hasLink = false;
    public $notMe = false;
    public $isOptedOut = false;
    /** @var bool staff recorded a refusal that the bridge has not written yet */
    public $refusalWaits = false;

    public function __construct(string $own, string $status, string $changedOn)
    {
        $this->own = $own;
        $this->status = $status;
        $this->changedOn = $changedOn;
    }

    /** Every reading must say yes: the record, its address, the CRM's own opt-out, and what is still on its way. */
    public function mayBeMailed(): bool
    {
        return in_array($this->own, self::MAILABLE, true) && in_array($this->status, self::MAILABLE, true)
            && $this->hasAddress && !$this->isOptedOut && !$this->refusalWaits;
    }
}
