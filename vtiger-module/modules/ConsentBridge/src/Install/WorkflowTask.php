<?php

namespace ConsentBridge\Install;

/** The task type, and the file that Vtiger wants in its own folder. */
final class WorkflowTask extends Step
{
    const TYPE = 'ConsentBridgeEventTask';
    const FILE = 'modules/com_vtiger_workflow/tasks/ConsentBridgeEventTask.inc';

    public function name(): string
    {
        return 'workflow task';
    }

    public function install()
    {
        require_once 'modules/com_vtiger_workflow/VTTaskManager.inc';
        if (!copy('modules/ConsentBridge/workflow/stub.php', self::FILE)) {
            throw new InstallFailure('The file ' . self::FILE . ' cannot be written.');
        }
        $known = $this->db->value('SELECT 1 FROM com_vtiger_workflow_tasktypes WHERE tasktypename = ?', [self::TYPE]);
        if ($known === null) {
            \VTTaskType::registerTaskType([
                'name' => self::TYPE,
                'label' => 'Consent bridge: send event',
                'classname' => self::TYPE,
                'classpath' => self::FILE,
                'templatepath' => 'modules/ConsentBridge/ConsentBridgeEventTask.tpl',
                'modules' => ['include' => ['Contacts', 'Leads'], 'exclude' => []],
                'sourcemodule' => 'ConsentBridge',
            ]);
        }
    }

    /** Tasks first: a task without its file breaks every save of the module. */
    public function remove(bool $deleteData)
    {
        $this->db->run("DELETE FROM com_vtiger_workflowtasks WHERE task LIKE '%\"ConsentBridgeEventTask\"%'");
        $this->db->run('DELETE FROM com_vtiger_workflow_tasktypes WHERE tasktypename = ?', [self::TYPE]);
        if (is_file(self::FILE)) {
            unlink(self::FILE);
        }
    }
}
