{{/* The operator's environment. */}}
{{- define "greenfork.operator.env" -}}
- name: GREENFORK_IDENTITY
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: GREENFORK_NAMESPACE
  valueFrom:
    fieldRef: {fieldPath: metadata.namespace}
- name: GREENFORK_LEASE
  value: {{ include "greenfork.operator" . }}
{{- with .Values.watchNamespaces }}
- name: QUARKUS_OPERATOR_SDK_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
- name: QUARKUS_LOG_LEVEL
  value: {{ .Values.log.level }}
- name: QUARKUS_LOG_CONSOLE_JSON_ENABLED
  value: {{ eq .Values.log.format "json" | quote }}
{{- with .Values.env }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Where the operator's pods go. */}}
{{- define "greenfork.operator.placement" -}}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- if .Values.topologySpreadConstraints }}
  {{- toYaml .Values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "greenfork.operator.selector" . | nindent 8 }}
  {{- end }}
{{- end }}
