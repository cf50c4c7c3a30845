<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\Db;

/** One thing that the module needs in Vtiger. Every method may run any number of times and ends in the same state. */
abstract class Step
{
    protected $db;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    /** For the report of install and repair. */
    abstract public function name(): string;

    abstract public function install();

    /** Switching the module off leaves its handlers, tasks, operations and links at work (Vtiger's doing): stop them. */
    public function disable()
    {
    }

    public function enable()
    {
        $this->install();
    }

    /** @param bool $deleteData the admin asked for consent fields and history to go too */
    public function remove(bool $deleteData)
    {
    }
}
