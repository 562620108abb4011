{{/* The release's name with the chart's in it, short enough for suffixes. */}}
{{- define "greenfork.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "greenfork.operator" -}}
{{ include "greenfork.fullname" . }}-operator
{{- end }}

{{- define "greenfork.redis" -}}
{{ include "greenfork.fullname" . }}-redis
{{- end }}

{{/* What all objects of the release carry. */}}
{{- define "greenfork.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
app.kubernetes.io/part-of: greenfork
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* What the operator's pods are selected by: it cannot be changed later. */}}
{{- define "greenfork.operator.selector" -}}
app.kubernetes.io/name: greenfork-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "greenfork.operator.labels" -}}
{{ include "greenfork.operator.selector" . }}
app.kubernetes.io/component: operator
{{ include "greenfork.labels" . }}
{{- end }}

{{- define "greenfork.redis.selector" -}}
app.kubernetes.io/name: greenfork-redis
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "greenfork.redis.labels" -}}
{{ include "greenfork.redis.selector" . }}
app.kubernetes.io/component: development-redis
{{ include "greenfork.labels" . }}
{{- end }}

{{- define "greenfork.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "greenfork.operator" .) }}
{{- else }}
{{- .Values.serviceAccount.name | required "serviceAccount.create is false: say in serviceAccount.name which ServiceAccount to use" }}
{{- end }}
{{- end }}

{{/* greenfork.image (list $ .Values.image) */}}
{{- define "greenfork.image" -}}
{{- $chart := (index . 0).Chart }}
{{- with index . 1 }}
{{- if .registry }}{{ trimSuffix "/" .registry }}/{{ end }}{{ .repository }}:{{ .tag | default $chart.AppVersion }}
{{- end }}
{{- end }}

{{/* Of a container within pod security "restricted". */}}
{{- define "greenfork.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "greenfork.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}
