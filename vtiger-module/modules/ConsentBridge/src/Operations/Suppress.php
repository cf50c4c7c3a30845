<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Core\Fingerprint;
use ConsentBridge\Core\Strictest;
use ConsentBridge\Crm\Suppressions;

/** Refusals of addresses that no record carries. */
final class Suppress
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $this->context->access->demandModule('Contacts', 'EditView');
        return ['items' => array_map([$this, 'one'], $element->items('items'))];
    }

    private function one($item): array
    {
        $fingerprint = is_array($item) && is_string($item['fingerprint'] ?? null) ? $item['fingerprint'] : '';
        try {
            $this->carryOut($fingerprint, is_array($item) ? $item : []);
            return ['ask' => $fingerprint, 'ok' => true];
        } catch (ItemFailure $failure) {
            return ['ask' => $fingerprint] + $failure->toArray();
        }
    }

    private function carryOut(string $fingerprint, array $item)
    {
        $action = $item['action'] ?? '';
        $status = $item['status'] ?? '';
        $at = $item['occurredAt'] ?? '';
        if (preg_match(Fingerprint::PATTERN, $fingerprint) !== 1 || !in_array($action, ['add', 'drop'], true)) {
            throw new ItemFailure('INVALID_ITEM', 'An item has a fingerprint and the action add or drop.');
        }
        $list = new Suppressions($this->context->db);
        if ($action === 'drop') {
            $list->drop($fingerprint);
            return;
        }
        $dated = is_string($at) && preg_match(Element::DATE_TIME, $at) === 1;
        if (!in_array($status, Strictest::NEVER, true) || !$dated) {
            throw new ItemFailure('INVALID_ITEM', 'To add takes a refusing status and occurredAt.');
        }
        $list->add($fingerprint, $status, $at);
    }
}
