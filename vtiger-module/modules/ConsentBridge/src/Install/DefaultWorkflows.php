<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Outbox\SaveEvents;

/** Ready-made workflows, off until an admin switches them on. Known by name; what an admin changed is left so. */
final class DefaultWorkflows extends Step
{
    const PREFIX = 'Consent bridge: ';
    const ON_CREATE = 1;
    const ON_CHANGE = 4;
    /** "has changed" is never true while a record is created, so the box needs two. Name => when, conditions, event. */
    const WORKFLOWS = [
        'newsletter box ticked on a new record' => [self::ON_CREATE, [['newsletter_optin', 'is', '1']], SaveEvents::BY_BOX],
        'newsletter box ticked' => [
            self::ON_CHANGE, [['newsletter_optin', 'has changed', ''], ['newsletter_optin', 'is', '1']], SaveEvents::BY_BOX,
        ],
        'newsletter box cleared' => [
            self::ON_CHANGE, [['newsletter_optin', 'has changed', ''], ['newsletter_optin', 'is', '0']], 'RecordSaved',
        ],
        'status set by hand' => [self::ON_CHANGE, [['consent_status', 'has changed', '']], SaveEvents::BY_STATUS],
        'status set on a new record' => [self::ON_CREATE, [['consent_status', 'is not empty', '']], SaveEvents::BY_STATUS],
        'e-mail address changed' => [self::ON_CHANGE, [['email', 'has changed', '']], 'AddressChanged'],
    ];

    public function name(): string
    {
        return 'default workflows';
    }

    public function install()
    {
        require_once 'modules/com_vtiger_workflow/include.inc';
        require_once 'modules/com_vtiger_workflow/VTTaskManager.inc';
        require_once 'modules/com_vtiger_workflow/VTWorkflowManager.inc';
        foreach (FieldCatalogue::MODULES as $module) {
            foreach (self::WORKFLOWS as $name => $spec) {
                $known = $this->db->value('SELECT 1 FROM com_vtiger_workflows WHERE module_name = ? AND workflowname = ?', [
                    $module, self::PREFIX . $name,
                ]);
                if ($known === null) {
                    $this->create($module, self::PREFIX . $name, $spec);
                }
            }
        }
    }

    public function remove(bool $deleteData)
    {
        $this->db->run('DELETE FROM com_vtiger_workflows WHERE workflowname LIKE ? AND NOT EXISTS
            (SELECT 1 FROM com_vtiger_workflowtasks t WHERE t.workflow_id = com_vtiger_workflows.workflow_id
                AND t.task NOT LIKE ?)', [self::PREFIX . '%', '%"ConsentBridgeEventTask"%']);
    }

    private function create(string $module, string $name, array $spec)
    {
        list($when, $conditions, $event) = $spec;
        $workflows = new \VTWorkflowManager($this->db->handle());
        $workflow = $workflows->newWorkflow($module);
        $workflow->name = $name;
        $workflow->workflowname = $name;
        $workflow->description = $name;
        $workflow->executionCondition = $when;
        $workflow->status = 0;
        $workflow->filtersavedinnew = 6;
        $workflow->defaultworkflow = 0;
        $workflow->test = json_encode(array_map([self::class, 'condition'], $conditions));
        $workflows->save($workflow);
        $this->db->run('UPDATE com_vtiger_workflows SET status = 0 WHERE workflow_id = ?', [$workflow->id]);
        $tasks = new \VTTaskManager($this->db->handle());
        $task = $tasks->createTask(WorkflowTask::TYPE, $workflow->id);
        $task->active = true;
        $task->summary = 'Consent bridge: send event';
        $task->consentEvent = $event;
        $tasks->saveTask($task);
    }

    private static function condition(array $condition): array
    {
        return [
            'fieldname' => $condition[0], 'operation' => $condition[1], 'value' => $condition[2], 'valuetype' => 'rawtext',
            'joincondition' => 'and', 'groupjoin' => 'and', 'groupid' => '0',
        ];
    }
}
