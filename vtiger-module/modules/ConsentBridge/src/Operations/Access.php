<?php

namespace ConsentBridge\Operations;

/** What the calling user may do: the very checks of Vtiger's own retrieve, revise and delete. */
final class Access
{
    private $types;
    private $isAdmin;
    private $known = [];

    public function __construct($user)
    {
        $this->types = vtws_listtypes(null, $user)['types'];
        $this->isAdmin = is_admin($user);
    }

    public function isAdmin(): bool
    {
        return $this->isAdmin;
    }

    /** @param string $action DetailView, EditView or Delete */
    public function module(string $module, string $action): bool
    {
        if (!in_array($module, $this->types, true)) {
            return false;
        }
        $key = $module . ' ' . $action;
        if (!isset($this->known[$key])) {
            $this->known[$key] = isPermitted($module, $action) === 'yes';
        }
        return $this->known[$key];
    }

    public function record(string $module, int $crmId, string $action): bool
    {
        return $this->module($module, $action) && ($this->isAdmin || isPermitted($module, $action, $crmId) === 'yes');
    }

    public function demandModule(string $module, string $action)
    {
        if (!$this->module($module, $action)) {
            throw new CallFailure('ACCESS_DENIED', 'Permission to perform the operation is denied');
        }
    }
}
