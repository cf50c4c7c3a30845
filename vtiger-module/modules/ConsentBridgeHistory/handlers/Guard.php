<?php

/**
 * Consent history is proof: nobody changes it, whatever his rights. The bridge's rows are written by SQL and pass no
 * event; so whatever comes through here is somebody else's. Works without the ConsentBridge module: history may outlive it.
 */
class ConsentBridgeHistoryGuard extends VTEventHandler
{
    const SENTENCE = 'Consent history is read-only.';

    public function handleEvent($eventName, $entityData)
    {
        if ($entityData->getModuleName() !== 'ConsentBridgeHistory') {
            return;
        }
        if (class_exists('WebServiceException', false)) {
            throw new WebServiceException('ACCESS_DENIED', self::SENTENCE);
        }
        throw new AppException(self::SENTENCE);
    }
}
