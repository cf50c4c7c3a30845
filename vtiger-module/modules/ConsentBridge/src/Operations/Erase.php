<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Core\Strictest;
use ConsentBridge\Crm\Eraser;
use ConsentBridge\Crm\Suppressions;
use ConsentBridge\Log;

/** Erases persons (GDPR art. 17): Vtiger's own delete is a flag, and even its purge leaves addresses behind. */
final class Erase
{
    private $context;
    private $eraser;

    public function __construct(Context $context)
    {
        $this->context = $context;
        $this->eraser = new Eraser($context->db, $context->ids);
    }

    public function answer(Element $element): array
    {
        return ['items' => array_map([$this, 'one'], $element->items('items'))];
    }

    private function one($item): array
    {
        $id = is_array($item) && is_string($item['id'] ?? null) ? $item['id'] : '';
        try {
            return ['ask' => $id, 'ok' => true, 'erased' => $this->carryOut($id, is_array($item) ? $item : [])];
        } catch (ItemFailure $failure) {
            return ['ask' => $id] + $failure->toArray();
        } catch (\Throwable $fault) {
            Log::fault('erase', $fault);
            return ['ask' => $id] + (new ItemFailure('INTERNAL'))->toArray();
        }
    }

    private function carryOut(string $id, array $item): array
    {
        $parsed = $this->context->ids->parse($id);
        if ($parsed === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        list($module, $crmId) = $parsed;
        $record = $this->context->records->one($module, $crmId);
        if (!$this->context->access->module($module, 'Delete')) {
            throw new ItemFailure('ACCESS_DENIED');
        }
        if ($record === null) {
            $this->remains($module, $crmId);
            throw new ItemFailure('NOT_FOUND');
        }
        if (!$this->context->access->record($module, $crmId, 'Delete')) {
            throw new ItemFailure('ACCESS_DENIED');
        }
        foreach (is_array($item['expect'] ?? []) ? $item['expect'] ?? [] : [] as $name => $value) {
            if (($record[$name] ?? null) !== $value) {
                throw new ItemFailure('STALE', 'The record has changed since it was read.', ['record' => $record]);
            }
        }
        return $this->context->db->transaction(function () use ($record, $module, $crmId, $item) {
            if (($item['suppress'] ?? false) === true) {
                $this->suppress($record);
            }
            return $this->eraser->erase($module, $crmId);
        });
    }

    /** A record that is deleted or gone leaves traces as well; they go with the same right. */
    private function remains(string $module, int $crmId)
    {
        $type = $this->context->db->value('SELECT setype FROM vtiger_crmentity WHERE crmid = ?', [$crmId]);
        if ($type === null || $type === $module) {
            $this->context->db->transaction(function () use ($module, $crmId) {
                $this->eraser->purge($module, $crmId);
            });
        }
    }

    private function suppress(array $record)
    {
        if ($record['address_fp'] === '') {
            throw new ItemFailure('INVALID_ITEM', 'There is no fingerprint to keep: no address, or no address key is set.');
        }
        $refused = in_array($record['consent_status'], Strictest::NEVER, true);
        $at = $refused && $record['consent_changed_on'] !== '' ? $record['consent_changed_on'] : gmdate('Y-m-d H:i:s');
        $status = $refused ? $record['consent_status'] : 'Unsubscribed';
        (new Suppressions($this->context->db))->add($record['address_fp'], $status, $at);
    }
}
