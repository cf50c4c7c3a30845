<?php

namespace ConsentBridge\Operations;

/** Records in order of their last change, or all of them by id. */
final class Changed
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $module = $element->module();
        $page = new Page($this->context, $module);
        $since = $element->dateTime('since');
        $after = $page->numberOf($element->string('afterId'));
        $limit = $element->number('limit', Element::MOST, 1, Element::MOST);
        list($records, $last) = $since === ''
            ? $page->read('AND e.crmid > ? ORDER BY e.crmid', [$after], $limit)
            : $page->read('AND e.setype = ? AND (e.modifiedtime > ? OR (e.modifiedtime = ? AND e.crmid > ?))
                ORDER BY e.modifiedtime, e.crmid', [$module, $since, $since, $after], $limit);
        return ['records' => $records, 'next' => $this->next($last, $since), 'newest' => $this->newest($module)];
    }

    private function next($last, string $since)
    {
        if ($last === null) {
            return null;
        }
        return ['since' => $since === '' ? '' : $last['modifiedtime'], 'afterId' => $last['id']];
    }

    private function newest(string $module): string
    {
        return (string) $this->context->db->value(
            'SELECT modifiedtime FROM vtiger_crmentity WHERE setype = ? AND deleted = 0
                ORDER BY modifiedtime DESC LIMIT 1',
            [$module]
        );
    }
}
