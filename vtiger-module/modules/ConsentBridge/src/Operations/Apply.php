<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\DbFailure;
use ConsentBridge\Crm\DependentWorkflows;
use ConsentBridge\Crm\HistoryRows;
use ConsentBridge\Crm\RecordWriter;
use ConsentBridge\Log;

/** Writes fields and history, each item in a transaction of its own: compare-and-set on the seal. */
final class Apply
{
    private $context;
    private $writer;
    private $history;
    private $written = [];

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $items = $element->items('items');
        $until = microtime(true) + $element->number('budgetMs', 8000, 500, 60000) / 1000;
        $db = $this->context->db;
        // The default of 50 s would outlive the caller; a row that is held for 3 s is told and tried again.
        $db->run('SET SESSION innodb_lock_wait_timeout = 3');
        $userId = (int) $this->context->user->id;
        $this->writer = new RecordWriter($db, new DependentWorkflows($db), $userId);
        $this->history = new HistoryRows($db, $userId);
        $this->history->reserve($items);
        $this->writer->reserve(count($items));
        $answers = [];
        foreach ($items as $item) {
            $answers[] = $this->one($item, $until);
        }
        return ['items' => $answers];
    }

    private function one($item, float $until): array
    {
        $id = is_array($item) && is_string($item['id'] ?? null) ? $item['id'] : '';
        try {
            $read = ApplyItem::read($item);
            // A record saved twice in one process shows its workflows stale values (VTEntityCache).
            $again = $read->fields !== [] && isset($this->written[$id]);
            if ($again || microtime(true) > $until) {
                throw new ItemFailure('NOT_TRIED');
            }
            return ['id' => $id, 'ok' => true] + $this->carryOut($read);
        } catch (ItemFailure $failure) {
            return ['id' => $id] + $failure->toArray();
        } catch (DbFailure $fault) {
            Log::fault('apply', $fault);
            return ['id' => $id] + (new ItemFailure($fault->isBusy() ? 'BUSY' : 'INTERNAL'))->toArray();
        } catch (\Throwable $fault) {
            Log::fault('apply', $fault);
            return ['id' => $id] + (new ItemFailure('INTERNAL'))->toArray();
        }
    }

    private function carryOut(ApplyItem $item): array
    {
        $parsed = $this->context->ids->parse($item->id);
        if ($parsed === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        list($module, $crmId) = $parsed;
        if (!$this->context->access->record($module, $crmId, 'EditView')) {
            $there = $this->context->records->one($module, $crmId) !== null;
            throw new ItemFailure($there ? 'ACCESS_DENIED' : 'NOT_FOUND');
        }
        return $this->context->db->transaction(function () use ($item, $module, $crmId) {
            return $this->within($item, $module, $crmId);
        });
    }

    private function within(ApplyItem $item, string $module, int $crmId): array
    {
        $before = $this->context->records->one($module, $crmId, true);
        if ($before === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        $repeated = isset($item->fields['consent_seal']) && array_diff_assoc($item->fields, $before) === [];
        if (!$repeated) {
            $this->compare($item->expect, $before);
        }
        $added = $this->history->add($crmId, $item->history);
        if ($repeated || $item->fields === []) {
            $state = $repeated || $added === 0 ? 'repeated' : 'applied';
            return ['state' => $state, 'path' => 'fast', 'added' => $added, 'record' => $before];
        }
        $path = $this->writer->write($module, $crmId, $item->fields, $before);
        $this->written[$item->id] = true;
        $after = $this->context->records->one($module, $crmId);
        $lost = array_diff_assoc($item->fields, $after ?? []);
        // On the full path a workflow may have changed a field on purpose; on the fast one nobody else writes.
        if ($path === 'fast' && $lost !== []) {
            throw new ItemFailure('NOT_STORED', 'The database did not keep ' . implode(', ', array_keys($lost)) . '.');
        }
        return ['state' => 'applied', 'path' => $path, 'added' => $added, 'record' => $after];
    }

    private function compare(array $expect, array $stored)
    {
        foreach ($expect as $name => $value) {
            if (!array_key_exists($name, $stored)) {
                throw new ItemFailure('INVALID_ITEM', 'expect names no member of a record.');
            }
            if ($stored[$name] !== $value) {
                throw new ItemFailure('STALE', 'The record has changed since it was read.', ['record' => $stored]);
            }
        }
    }
}
