<?php

namespace ConsentBridge\Operations;

final class Erase
{
    private $context;

    public function __construct(Context $context)
    {
        $this->context = $context;
    }

    public function answer(Element $element): array
    {
        return ['items' => []];
    }
}
