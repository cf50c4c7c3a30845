<?php

namespace ConsentBridge\Operations;

use ConsentBridge\Crm\Db;
use ConsentBridge\Log;

/**
 * What every operation passes through: the module must be on (Vtiger runs operations of a module that is off), the
 * element must be a JSON object, and nothing but a WebServiceException may come out (anything else is an empty HTTP 500).
 */
final class Door
{
    /** @return string JSON text: Vtiger's own encoder leaves control characters raw */
    public static function answer(string $operation, $element, $user): string
    {
        try {
            if (!vtlib_isModuleActive('ConsentBridge')) {
                throw new CallFailure('CONSENTBRIDGE_DISABLED', 'The module ConsentBridge is switched off.');
            }
            $class = __NAMESPACE__ . '\\' . $operation;
            $context = new Context(new Db(\PearDatabase::getInstance()), $user);
            $result = (new $class($context))->answer(new Element(self::decoded((string) $element)));
            return json_encode($result, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR);
        } catch (CallFailure $failure) {
            throw new \WebServiceException($failure->code(), $failure->getMessage());
        } catch (\Throwable $fault) {
            Log::fault('operation ' . $operation, $fault);
            throw new \WebServiceException('CONSENTBRIDGE_INTERNAL', 'A fault in the module; see its log.');
        }
    }

    private static function decoded(string $element): array
    {
        $decoded = json_decode($element);
        if (!$decoded instanceof \stdClass) {
            throw new CallFailure('CONSENTBRIDGE_INVALID', 'element is not a JSON object.');
        }
        return json_decode($element, true);
    }
}
