<?php

namespace ConsentBridge\Operations;

/** Reads a page of a module; rows that the user may not see are left out, and the page goes on behind them. */
final class Page
{
    private $context;
    private $module;

    public function __construct(Context $context, string $module)
    {
        $this->context = $context;
        $this->module = $module;
        $context->access->demandModule($module, 'DetailView');
    }

    /** @return array{0: array, 1: array|null} the records, and the last row read when there may be more */
    public function read(string $tail, array $params, int $limit): array
    {
        $visible = $this->module === 'Leads' ? 'AND d.converted = 0 ' : '';
        $rows = $this->context->records->select($this->module, $visible . $tail . ' LIMIT ' . $limit, $params);
        $seen = array_values(array_filter($rows, function ($record) {
            list(, $crmId) = $this->context->ids->parse($record['id']);
            return $this->context->access->record($this->module, $crmId, 'DetailView');
        }));
        return [$seen, count($rows) < $limit ? null : end($rows)];
    }

    /** The record number of an id of this module; 0 for none given. */
    public function numberOf(string $id): int
    {
        if ($id === '') {
            return 0;
        }
        $parsed = $this->context->ids->parse($id);
        if ($parsed === null || $parsed[0] !== $this->module) {
            throw Element::invalid('after must be an id of ' . $this->module . '.');
        }
        return $parsed[1];
    }
}
