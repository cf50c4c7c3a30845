<?php

/*
 * ConsentBridge. Vtiger loads a task's class from this folder on every save of the module, and breaks the save when the
 * file is missing; so this one stands even where the module's own files are gone, and then does nothing.
 */

if (is_file('modules/ConsentBridge/workflow/ConsentBridgeEventTask.php')) {
    require_once 'modules/ConsentBridge/workflow/ConsentBridgeEventTask.php';
} else {
    class ConsentBridgeEventTask extends VTTask
    {
        public $executeImmediately = true;

        public function getFieldNames()
        {
            return [];
        }

        public function doTask($entity)
        {
        }
    }
}
