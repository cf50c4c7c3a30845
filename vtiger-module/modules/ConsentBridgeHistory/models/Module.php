<?php

/** No way to write is offered, to administrators neither. */
class ConsentBridgeHistory_Module_Model extends Vtiger_Module_Model
{
    const READING = ['DetailView', 'ListView', 'index', 'List', 'Detail', 'Export'];

    public function isPermitted($actionName)
    {
        return in_array($actionName, self::READING, true) && parent::isPermitted($actionName);
    }

    public function isQuickCreateSupported()
    {
        return false;
    }

    public function isStarredEnabled()
    {
        return false;
    }

    public function isTagsEnabled()
    {
        return false;
    }

    public function getModuleBasicLinks()
    {
        return [];
    }

    public function getSettingLinks()
    {
        return [];
    }
}
