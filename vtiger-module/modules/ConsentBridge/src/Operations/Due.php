<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\FieldCatalogue;

/** Records of one status, by id. */
final class Due
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        $page = new Page($this->context, $element->module());
        $status = $element->string('status');
        if (!in_array($status, array_column(FieldCatalogue::PICKLISTS['consent_status'], 0), true)) {
            throw Element::invalid('status is none of the ten.');
        }
        $before = $element->dateTime('invitedBefore');
        $tail = 'AND c.consent_status = ? AND e.crmid > ? ';
        $params = [$status, $page->numberOf($element->string('after'))];
        if ($before !== '') {
            $tail .= 'AND (c.consent_invited_on IS NULL OR c.consent_invited_on <= ?) ';
            $params[] = $before;
        }
        $limit = $element->number('limit', Element::MOST, 1, Element::MOST);
        list($records, $last) = $page->read($tail . 'ORDER BY e.crmid', $params, $limit);
        return ['records' => $records, 'next' => $last === null ? null : $last['id']];
    }
}
