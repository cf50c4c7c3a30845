<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\DbFailure;
use ConsentBridge\Crm\DependentWorkflows;
use ConsentBridge\Crm\HistoryRows;
use ConsentBridge\Crm\RecordWriter;
use ConsentBridge\Log;

/**
 * Writes fields and history, compare-and-set on the seal. A commit waits for the disk, so items are committed some at a
 * time; when anything at all goes wrong among them, all are rolled back and each is done alone, in a transaction of its
 * own. Either way an item stands whole or not at all, and its answer is given after its commit.
 */
final class Apply
{
    /** Rows stay locked for the time of one group: some tens of milliseconds. */
    const GROUP = 25;

    private $context;
    private $group;
    private $until;
    /** @var array<int, array> answers by the item's place */
    private $answers = [];
    private $written = [];

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $items = $element->items('items');
        $this->until = microtime(true) + $element->number('budgetMs', 8000, 500, 60000) / 1000;
        $db = $this->context->db;
        // The default of 50 s would outlive the caller; a row that is held for 3 s is told and tried again.
        $db->run('SET SESSION innodb_lock_wait_timeout = 3');
        $userId = (int) $this->context->user->id;
        $writer = new RecordWriter($db, new DependentWorkflows($db), $userId);
        $history = new HistoryRows($db, $userId);
        $this->group = new ApplyGroup($this->context, $writer, $history);
        foreach ($this->grouped($this->readable($items)) as $group) {
            $this->together($group);
        }
        ksort($this->answers);
        return ['items' => array_values($this->answers)];
    }

    /** @return array<int, ApplyItem> the items in their right form that this user may write; the others are answered */
    private function readable(array $items): array
    {
        $readable = [];
        foreach ($items as $at => $item) {
            try {
                $readable[$at] = ApplyItem::read($item)->locatedBy($this->context);
            } catch (ItemFailure $failure) {
                $id = is_array($item) && is_string($item['id'] ?? null) ? $item['id'] : '';
                $this->answers[$at] = ['id' => $id] + $failure->toArray();
            }
        }
        return $readable;
    }

    /** Groups in which no record stands twice. */
    private function grouped(array $items): array
    {
        $groups = [];
        $group = [];
        $ids = [];
        foreach ($items as $at => $item) {
            if (count($group) === self::GROUP || isset($ids[$item->id])) {
                $groups[] = $group;
                $group = $ids = [];
            }
            $group[$at] = $item;
            $ids[$item->id] = true;
        }
        return $group === [] ? $groups : array_merge($groups, [$group]);
    }

    private function together(array $group)
    {
        try {
            $later = $this->attempt($group);
        } catch (\Throwable $fault) {
            $later = $group;
        }
        foreach ($later as $at => $item) {
            $this->alone($at, $item);
        }
    }

    private function alone(int $at, ApplyItem $item)
    {
        try {
            $this->attempt([$at => $item]);
            return;
        } catch (ItemFailure $failure) {
        } catch (DbFailure $fault) {
            Log::fault('apply', $fault);
            $failure = new ItemFailure($fault->isBusy() ? 'BUSY' : 'INTERNAL');
        } catch (\Throwable $fault) {
            Log::fault('apply', $fault);
            $failure = new ItemFailure('INTERNAL');
        }
        $this->answers[$at] = ['id' => $item->id] + $failure->toArray();
    }

    /** @return array<int, ApplyItem> those that want to be done alone, because a workflow runs on them */
    private function attempt(array $group): array
    {
        $tried = [];
        $answers = [];
        foreach ($group as $at => $item) {
            // A record saved twice in one process shows its workflows stale values (VTEntityCache).
            $again = $item->fields !== [] && isset($this->written[$item->id]);
            if ($again || microtime(true) > $this->until) {
                $answers[$at] = (new ItemFailure('NOT_TRIED'))->toArray();
            } else {
                $tried[$at] = $item;
            }
        }
        $answers += $tried === [] ? [] : $this->context->db->transaction(function () use ($tried) {
            return $this->group->carryOut($tried);
        });
        foreach ($answers as $at => $answer) {
            $this->answers[$at] = ['id' => $group[$at]->id] + $answer;
            if (($answer['state'] ?? '') === 'applied') {
                $this->written[$group[$at]->id] = true;
            }
        }
        return array_diff_key($group, $answers);
    }
}
