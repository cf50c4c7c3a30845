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
        ['vtiger.entity.beforesave', 'ConsentBridgeSaveHandler', 'SaveHandler.php'],
        ['vtiger.lead.convertlead', 'ConsentBridgeConversionHandler', 'ConversionHandler.php'],
        ['vtiger.entity.aftersave', 'ConsentBridgeLinkHandler', 'LinkHandler.php'],
        ['vtiger.entity.afterrestore', 'ConsentBridgeLinkHandler', 'LinkHandler.php'],
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
        $this->putFirst('vtiger.entity.aftersave', 'ConsentBridgeLinkHandler');
        $this->switchTo(1);
    }

    /**
     * Vtiger's workflow handler has number 4. `dependent_on` can't do it: were ours named there and inactive, every save
     * would die of a "deadlock".
     */
    private function putFirst(string $event, string $class)
    {
        $first = $this->db->row('SELECT eventhandler_id, handler_class FROM vtiger_eventhandlers
            ORDER BY eventhandler_id LIMIT 1');
        if ($first['handler_class'] !== $class) {
            $number = min(0, (int) $first['eventhandler_id'] - 1);
            $this->db->run('UPDATE vtiger_eventhandlers SET eventhandler_id = ? WHERE event_name = ? AND handler_class = ?', [
                $number, $event, $class,
            ]);
        }
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
