/** Related lists by module, as label => module where the two differ. */
const LISTS: Readonly<Record<string, string>> = {
  Contacts:
    'Potentials|Activities=>Calendar|Emails|HelpDesk|Quotes|Purchase Order=>PurchaseOrder|Sales Order=>SalesOrder|Products|' +
    'Activity History=>Calendar|Documents|Campaigns|Invoice|PBXManager|Service Contracts=>ServiceContracts|Services|' +
    'Projects=>Project|ModComments|Assets|Vendors',
  Leads:
    'Activities=>Calendar|Emails|Activity History=>Calendar|Documents|Products|Campaigns|PBXManager|Services|ModComments',
  Accounts:
    'Contacts|Potentials|Quotes|Sales Order=>SalesOrder|Invoice|Activities=>Calendar|Emails|Activity History=>Calendar|' +
    'Documents|HelpDesk|Products|Campaigns|PBXManager|Service Contracts=>ServiceContracts|Services|Projects=>Project|' +
    'ModComments|Assets',
  Vendors: 'Products|Purchase Order=>PurchaseOrder|Contacts|Emails',
  HelpDesk: 'Activities=>Calendar|Documents|ModComments',
};

export interface RelatedList {
  readonly label: string;
  readonly module: string;
}

export const relatedLists = (module: string): readonly RelatedList[] =>
  (LISTS[module] ?? '')
    .split('|')
    .filter((one) => one !== '')
    .map((one) => {
      const [label = '', name = label] = one.split('=>');
      return { label, module: name };
    });
