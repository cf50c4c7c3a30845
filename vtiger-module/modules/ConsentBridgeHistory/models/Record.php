<?php

class ConsentBridgeHistory_Record_Model extends Vtiger_Record_Model
{
    public function isEditable()
    {
        return false;
    }

    public function isDeletable()
    {
        return false;
    }
}
