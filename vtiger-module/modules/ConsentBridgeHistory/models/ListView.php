<?php

class ConsentBridgeHistory_ListView_Model extends Vtiger_ListView_Model
{
    public function getListViewLinks($linkParams)
    {
        return ['LISTVIEWBASIC' => [], 'LISTVIEW' => [], 'LISTVIEWSETTING' => []];
    }

    public function getListViewMassActions($linkParams)
    {
        return ['LISTVIEWMASSACTION' => []];
    }
}
