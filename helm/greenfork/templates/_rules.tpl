{{- /*
What the operator does in each namespace that it looks after; nothing else: tests hold it against this list and against
the audit log. A server-side apply of what is not there yet is a patch that needs the right to create.
*/}}
{{- define "greenfork.operator.rules" -}}
- apiGroups: [greenfork.dev]
  resources: [brokers, taskroutes, workerpools]
  verbs: [list, watch]
- apiGroups: [greenfork.dev]
  resources: [brokers/status, taskroutes/status, workerpools/status]
  verbs: [patch]
# To be named as an owner that a deletion in the foreground waits for, where a cluster guards that (OpenShift does).
- apiGroups: [greenfork.dev]
  resources: [workerpools/finalizers]
  verbs: [update]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [list, watch, create, patch]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch, create, patch]
# Whether a worker that holds tasks is still there, and how it ended; and marks for those who choose which pod goes.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [list, watch, create, patch]
# By the names that Brokers give: no list, no watch.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
{{- end }}
