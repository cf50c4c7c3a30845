<?php

/** No buttons: Vtiger offers Edit, Delete and Duplicate to administrators whatever the profile says. */
class ConsentBridgeHistory_DetailView_Model extends Vtiger_DetailView_Model
{
    public function getDetailViewLinks($linkParams)
    {
        $links = parent::getDetailViewLinks($linkParams);
        $links['DETAILVIEWBASIC'] = [];
        $links['DETAILVIEW'] = [];
        return $links;
    }
}
