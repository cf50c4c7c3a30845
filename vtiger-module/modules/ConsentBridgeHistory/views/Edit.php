<?php

class ConsentBridgeHistory_Edit_View extends Vtiger_Edit_View
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
