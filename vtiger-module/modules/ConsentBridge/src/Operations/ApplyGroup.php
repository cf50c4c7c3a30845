<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Crm\HistoryRows;
use ConsentBridge\Crm\RecordWriter;

/** Some items of consentbridge.apply within one transaction: rows locked, compared, written, read back. */
final class ApplyGroup
{
    private $context;
    private $writer;
    private $history;

    public function __construct(Context $context, RecordWriter $writer, HistoryRows $history)
    {
        $this->context = $context;
        $this->writer = $writer;
        $this->history = $history;
    }

    /**
     * @param array<int, ApplyItem> $items
     * @return array<int, array> answers; an item without one must be done alone
     */
    public function carryOut(array $items): array
    {
        $before = $this->records($items, true);
        $answers = [];
        $writes = [];
        foreach ($items as $at => $item) {
            try {
                $stored = $before[$item->id] ?? null;
                $state = $this->judge($item, $stored);
                $path = $state === 'applied' ? $this->writer->path($item->module, $item->fields, $stored) : 'fast';
                if ($path === 'fast' || count($items) === 1) {
                    $answers[$at] = ['ok' => true, 'state' => $state, 'path' => $path];
                    $writes[$at] = $item;
                }
            } catch (ItemFailure $failure) {
                $answers[$at] = $failure->toArray();
            }
        }
        return $this->written($writes, $before, $answers);
    }

    private function written(array $items, array $before, array $answers): array
    {
        $added = $this->history->add($items);
        $this->writer->write($items, $before, $answers);
        $after = $this->records($items, false);
        foreach ($items as $at => $item) {
            $answer = $answers[$at];
            $record = $after[$item->id] ?? [];
            $lost = array_diff_assoc($item->fields, $record);
            // On the full path a workflow may have changed a field on purpose; on the fast one nobody else writes.
            if ($answer['path'] === 'fast' && $lost !== []) {
                throw new ItemFailure('NOT_STORED', 'The database did not keep ' . implode(', ', array_keys($lost)) . '.');
            }
            $onlyKnown = $item->fields === [] && $added[$at] === 0;
            $answers[$at] = array_merge($answer, $onlyKnown ? ['state' => 'repeated'] : [], [
                'added' => $added[$at], 'record' => $record,
            ]);
        }
        return $answers;
    }

    /** @return string applied or repeated */
    private function judge(ApplyItem $item, $stored): string
    {
        if ($stored === null) {
            throw new ItemFailure('NOT_FOUND');
        }
        if (isset($item->fields['consent_seal']) && array_diff_assoc($item->fields, $stored) === []) {
            return 'repeated';
        }
        foreach ($item->expect as $name => $value) {
            if (!array_key_exists($name, $stored)) {
                throw new ItemFailure('INVALID_ITEM', 'expect names no member of a record.');
            }
            if ($stored[$name] !== $value) {
                throw new ItemFailure('STALE', 'The record has changed since it was read.', ['record' => $stored]);
            }
        }
        return 'applied';
    }

    /** @return array<string, array<string, string>> by id */
    private function records(array $items, bool $lock): array
    {
        $records = [];
        foreach (FieldCatalogue::MODULES as $module) {
            $numbers = [];
            foreach ($items as $item) {
                if ($item->module === $module) {
                    $numbers[] = $item->crmId;
                }
            }
            if ($numbers !== []) {
                $tail = 'AND e.crmid IN (' . implode(', ', array_fill(0, count($numbers), '?')) . ')';
                $rows = $this->context->records->select($module, $tail . ($lock ? ' FOR UPDATE' : ''), $numbers);
                $records += array_column($rows, null, 'id');
            }
        }
        return $records;
    }
}
