<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\Records;
use ConsentBridge\Crm\RecordIds;
use ConsentBridge\Settings;

/** What an operation works with, for the user who called it. */
final class Context
{
    public $db;
    public $user;
    public $settings;
    public $ids;
    public $records;
    public $access;

    public function __construct(Db $db, $user)
    {
        $this->db = $db;
        $this->user = $user;
        $this->settings = Settings::load($db);
        $this->ids = new RecordIds($db);
        $this->records = new Records($db, $this->ids, $this->settings->addressKey());
        $this->access = new Access($user);
    }
}
