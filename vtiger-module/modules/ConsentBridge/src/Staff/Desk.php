<?php

namespace ConsentBridge\Staff;

use ConsentBridge\Crm\Db;
use ConsentBridge\Crm\FieldCatalogue;
use ConsentBridge\Crm\RecordIds;
use ConsentBridge\Outbox\ConsentEvent;
use ConsentBridge\Outbox\Outbox;
use ConsentBridge\Settings;

/** Where staff act: who they are, what they may, and the event that follows. */
final class Desk
{
    private $db;
    private $settings;
    private $user;
    private $rights;

    /** @param \Users_Record_Model $user */
    public function __construct(Db $db, Settings $settings, $user)
    {
        $this->db = $db;
        $this->settings = $settings;
        $this->user = $user;
        $this->rights = Rights::of($settings);
    }

    public static function ofUser(): self
    {
        $db = new Db(\PearDatabase::getInstance());
        return new self($db, Settings::load($db), \Users_Record_Model::getCurrentUserModel());
    }

    /** Vtiger runs the actions of a module that is off, and lets every user run them: both are checked here. */
    public static function demand(string $module, int $crmId, string $right)
    {
        $known = in_array($module, FieldCatalogue::MODULES, true) && vtlib_isModuleActive('ConsentBridge');
        if (!$known || isPermitted($module, $right, $crmId === 0 ? '' : $crmId) !== 'yes') {
            throw new \AppException(vtranslate('LBL_PERMISSION_DENIED', 'Vtiger'));
        }
    }

    public function mayEdit(string $module, int $crmId): bool
    {
        return isPermitted($module, 'EditView', $crmId) === 'yes';
    }

    public function allows(string $act): bool
    {
        return $this->rights->allows($act, (string) $this->user->get('roleid'), $this->user->isAdminUser());
    }

    /** @return Refusal|null why this user can't do it to this record now */
    public function whyNot(string $act, string $module, int $crmId, Standing $standing)
    {
        if (!$this->mayEdit($module, $crmId)) {
            return new Refusal('no_permission');
        }
        if (!$this->allows($act)) {
            return new Refusal('role');
        }
        $reason = Acts::whyNot($act, $standing);
        return $reason === '' ? null : new Refusal($reason, [self::day($standing->changedOn)]);
    }

    /** @return string the event's id */
    public function perform(string $act, string $module, int $crmId, array $typed): string
    {
        $standing = (new Standings($this->db))->of($module, [$crmId])[$crmId] ?? null;
        if ($standing === null || !isset(Acts::EVENTS[$act])) {
            throw new Refusal('gone');
        }
        $why = $this->whyNot($act, $module, $crmId, $standing);
        if ($why !== null) {
            throw $why;
        }
        $members = ActInput::members($act, $typed, $this->zone(), new \DateTimeImmutable('now'));
        return $this->put($act, $module, $crmId, $members);
    }

    public function put(string $act, string $module, int $crmId, array $members): string
    {
        $event = new ConsentEvent(Acts::EVENTS[$act], (new RecordIds($this->db))->wsId($module, $crmId), $members + [
            'actor' => ['type' => 'staff', 'user' => $this->userWsId()],
            'channel' => 'crm',
        ]);
        return (new Outbox($this->db))->add($crmId, $event);
    }

    /** Now, as the user's clock shows it. */
    public function now(): \DateTimeImmutable
    {
        return new \DateTimeImmutable('now', $this->zone());
    }

    /** A moment of the database in the user's own spelling. */
    public static function day(string $utc): string
    {
        return $utc === '' ? '?' : (new \DateTimeField($utc))->getDisplayDate();
    }

    private function zone(): \DateTimeZone
    {
        try {
            return new \DateTimeZone((string) $this->user->get('time_zone'));
        } catch (\Exception $unknown) {
            return new \DateTimeZone('UTC');
        }
    }

    private function userWsId(): string
    {
        return $this->db->value("SELECT id FROM vtiger_ws_entity WHERE name = 'Users'") . 'x' . $this->user->getId();
    }
}
