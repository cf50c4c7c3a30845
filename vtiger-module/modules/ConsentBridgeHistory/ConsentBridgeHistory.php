<?php

/** The consent history as Vtiger knows an entity; rows are written by the ConsentBridge module alone. */
#[\AllowDynamicProperties]
class ConsentBridgeHistory extends CRMEntity
{
    public $table_name = 'vtiger_consentbridgehistory';
    public $table_index = 'consentbridgehistoryid';
    public $customFieldTable = ['vtiger_consentbridgehistorycf', 'consentbridgehistoryid'];
    public $tab_name = ['vtiger_crmentity', 'vtiger_consentbridgehistory', 'vtiger_consentbridgehistorycf'];
    public $tab_name_index = [
        'vtiger_crmentity' => 'crmid',
        'vtiger_consentbridgehistory' => 'consentbridgehistoryid',
        'vtiger_consentbridgehistorycf' => 'consentbridgehistoryid',
    ];
    public $list_fields = [
        'When' => ['consentbridgehistory', 'occurred_on'],
        'What happened' => ['consentbridgehistory', 'line'],
    ];
    public $list_fields_name = ['When' => 'occurred_on', 'What happened' => 'line'];
    public $list_link_field = 'line';
    public $search_fields = ['What happened' => ['consentbridgehistory', 'line']];
    public $search_fields_name = ['What happened' => 'line'];
    public $popup_fields = ['line'];
    public $def_basicsearch_col = 'line';
    public $def_detailview_recname = 'line';
    public $mandatory_fields = ['line', 'assigned_user_id'];
    public $default_order_by = 'occurred_on';
    public $default_sort_order = 'DESC';
    public $IsCustomModule = true;
    public $column_fields = [];
    public $db;
    public $log;

    public function __construct()
    {
        $this->column_fields = getColumnFields('ConsentBridgeHistory');
        $this->db = PearDatabase::getInstance();
        $this->log = Logger::getLogger('ConsentBridgeHistory');
    }

    public function save_module($module)
    {
    }
}
