import type { RoomModule } from '../../engine/registry.ts';
import { approve, declineRequest, delegateApprovals, endDelegation, setApprovalPolicy, withdrawRequest } from './commands/approvals.ts';
import { createCompany } from './commands/create-company.ts';
import { expireJob, expireRequests, keepRequest } from './commands/keep-requests.ts';
import { createUser, deactivateUser, setRole, setUserRoles, setUserScopes } from './commands/people.ts';
import { confirmSecondFactor, offerSecondFactor, removeSecondFactor, resetSecondFactor, useCode } from './commands/second-factor.ts';
import { endOwnSession, endSession, endSessions, makeLink, openSession, redeemLink, setPassword } from './commands/sessions.ts';
import { changeCompany, setPolicies, setReasonCode } from './commands/settings.ts';
import { createToken, revokeToken } from './commands/tokens.ts';
import { endTry, reserveTry } from './commands/tries.ts';
import { explainPermission, listPermissions } from './queries/explain-permission.ts';
import {
  countApprovals,
  getApproval,
  listApprovables,
  listApprovalPolicies,
  listApprovals,
  listDelegations,
} from './queries/read-approvals.ts';
import { getCompany, listNumberSeries, listReasonCodes, listRoles, listSettings } from './queries/read-company.ts';
import { listOwnSessions, listOwnTokens, listSessions, listTokens, listUsers } from './queries/read-people.ts';
import { deleteView, listViews, saveView, shareView } from './views.ts';

export { approversInWords, summaryOf } from './approvers.ts';
export { COMPANY_CREATED, type CompanyCreated } from './commands/create-company.ts';
export { takeNumbers } from './numbers.ts';
export { policy } from './policy.ts';
export { sayWhy } from './reasons.ts';
export { deviceNames, keysOfNumber, namesOf, namesOfIds, PEOPLE, peopleNames, type RecordRef } from './record-names.ts';
export { rightsOf } from './rights.ts';
export { assertInScope, inScope, onlyInScope } from './scopes.ts';
export { putSettings } from './store.ts';

export const companyRoom: RoomModule = {
  name: 'company',
  commands: [
    createCompany,
    setPolicies,
    createUser,
    setUserRoles,
    setUserScopes,
    deactivateUser,
    setRole,
    createToken,
    revokeToken,
    setReasonCode,
    changeCompany,
    openSession,
    makeLink,
    redeemLink,
    reserveTry,
    endTry,
    setPassword,
    offerSecondFactor,
    confirmSecondFactor,
    useCode,
    removeSecondFactor,
    resetSecondFactor,
    endSession,
    endOwnSession,
    endSessions,
    setApprovalPolicy,
    approve,
    declineRequest,
    withdrawRequest,
    delegateApprovals,
    endDelegation,
    keepRequest,
    expireRequests,
    saveView,
    shareView,
    deleteView,
  ],
  queries: [
    getCompany,
    listUsers,
    listRoles,
    listPermissions,
    explainPermission,
    listSessions,
    listOwnSessions,
    listTokens,
    listOwnTokens,
    listReasonCodes,
    listSettings,
    listNumberSeries,
    listViews,
    listApprovalPolicies,
    listApprovables,
    listApprovals,
    getApproval,
    countApprovals,
    listDelegations,
  ],
  jobs: [expireJob],
};
