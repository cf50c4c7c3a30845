<?php

namespace ConsentBridge\Install;

/**
 * Event handlers. Vtiger runs those of one event in the order of their numbers; handlers of a module that is off run on,
 * so they are switched by hand.
 */
final class Events extends Step
{
    const HANDLERS = [
        ['vtiger.entity.beforesave.final', 'ConsentBridgeSaveHandler', 'SaveHandler.php'],
    ];

    public function name(): string
    {
        return 'event handlers';
    }

    public function install()
    {
        require_once 'include/events/include.inc';
        $manager = new \VTEventsManager($this->db->handle());
        foreach (self::HANDLERS as list($event, $class, $file)) {
            $manager->registerHandler($event, 'modules/ConsentBridge/handlers/' . $file, $class);
            $manager->setModuleForHandler('ConsentBridge', $class);
        }
        $this->switchTo(1);
    }

    public function disable()
    {
        $this->switchTo(0);
    }

    public function remove(bool $deleteData)
    {
        require_once 'include/events/include.inc';
        $manager = new \VTEventsManager($this->db->handle());
        foreach (array_unique(array_column(self::HANDLERS, 1)) as $class) {
            $manager->unregisterHandler($class);
            $this->db->run('DELETE FROM vtiger_eventhandler_module WHERE handler_class = ?', [$class]);
        }
    }

    private function switchTo(int $active)
    {
        foreach (array_unique(array_column(self::HANDLERS, 1)) as $class) {
            $this->db->run('UPDATE vtiger_eventhandlers SET is_active = ? WHERE handler_class = ?', [$active, $class]);
        }
    }
}
